package org.modelyard.experiment.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.service.ExperimentRemoval;
import org.modelyard.experiment.service.ExperimentResults;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.ExperimentWinners;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.experiment.service.HistoryView;
import org.modelyard.experiment.service.ResultsView;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.Refusal;
import org.modelyard.rollout.api.StrategyBody;
import org.modelyard.rollout.model.RolloutStrategy;
import org.modelyard.rollout.model.RolloutWish;
import org.modelyard.rollout.service.RolloutView;

/** A/B tests and what they say. */
@ApplicationScoped
@Path("/experiments")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "experiments", description = "A/B tests: plan, start, assign, outcomes, verdict.")
public class ExperimentsResource {

    @Inject
    private Experiments experiments;

    @Inject
    private ExperimentResults results;

    @Inject
    private ExperimentRemoval removal;

    @Inject
    private ExperimentWinners winners;

    /** Why it is stopped. */
    public record StopBody(@Nullable String reason) {}

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Draft an experiment",
            description =
                    "The first variant is the control; shares add up to 1, or none is given for equal ones. The plan is fixed at the"
                            + " start, so that nobody can choose the rule that suits the figures. rule SEQUENTIAL may be watched all the"
                            + " time; EXACT too, for shares at any count; FIXED_HORIZON speaks once, of plannedUnits, when their windows are"
                            + " over; BAYESIAN states no error rate. duration and window are PT1S to P365D. With a model and a version (a"
                            + " number, a range, or champion) a variant, predictions of that model in the environment are divided while it"
                            + " runs; with a model a variant, predictions addressed to the experiment are. A metric's source is EVENTS,"
                            + " FEEDBACK (event: correct, used, helpful, rating or value) or LATENCY; the latter two need models."
                            + " segments are up to five attributes by which effects are told apart besides; cuped takes out of a MEAN what"
                            + " was known before: of content the covariate of 'assign', of predictions the attribute that covariate names.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentRequest.class),
                            examples = {
                                @ExampleObject(name = "headline", value = Examples.NEW),
                                @ExampleObject(name = "versions", value = Examples.NEW_VERSIONS),
                                @ExampleObject(name = "models", value = Examples.NEW_MODELS),
                                @ExampleObject(name = "bandit", value = Examples.NEW_BANDIT)
                            }))
    @APIResponse(
            responseCode = "201",
            description = "The experiment, DRAFT; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentView.class),
                            examples = @ExampleObject(name = "experiment", value = Examples.EXPERIMENT)))
    @APIResponse(
            responseCode = "409",
            description = "There is an experiment of that name, or its versions cannot answer the same requests.")
    @APIResponse(responseCode = "422", description = "The plan contradicts itself; every field is named.")
    public Response create(
            @Context HttpServletRequest request, @Context UriInfo uri, @Nullable ExperimentRequest body) {
        ExperimentRequest wanted = Parameters.body(body);
        ExperimentView made = experiments.create(Callers.of(request), wanted.name(), wanted.wish());
        return Response.created(uri.getAbsolutePathBuilder().path(made.name()).build())
                .entity(made)
                .build();
    }

    @GET
    @Operation(summary = "List experiments", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of experiments.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.PAGE)))
    public Page<ExperimentView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return experiments.list(Callers.of(request), Parameters.page(limit, cursor));
    }

    @POST
    @Path("/{experiment}/start")
    @RolesAllowed("OPERATOR")
    @Operation(
            summary = "Start an experiment",
            description =
                    "Once. In a layer it takes the first free piece of the traffic that is large enough. Versions are settled"
                            + " now; over versions it runs alone: no rollout, deployment or other experiment of the model there meanwhile.")
    @APIResponse(
            responseCode = "200",
            description = "The experiment, RUNNING.",
            content = @Content(examples = @ExampleObject(name = "experiment", value = Examples.EXPERIMENT)))
    @APIResponse(
            responseCode = "409",
            description =
                    "It was started before, or others have the layer's traffic or its versions' place; what runs is named.")
    public ExperimentView start(@Context HttpServletRequest request, @PathParam("experiment") String experiment) {
        return experiments.start(Callers.of(request), experiment);
    }

    @POST
    @Path("/{experiment}/stop")
    @RolesAllowed("OPERATOR")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Stop an experiment",
            description =
                    "For good: nobody is assigned any more; outcomes within the window are still taken. Saying so again"
                            + " changes nothing.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = StopBody.class),
                            examples = @ExampleObject(name = "done", value = Examples.STOP)))
    @APIResponse(
            responseCode = "200",
            description = "The experiment, STOPPED.",
            content = @Content(examples = @ExampleObject(name = "experiment", value = Examples.EXPERIMENT)))
    @APIResponse(responseCode = "409", description = "It was not started.")
    public ExperimentView stop(
            @Context HttpServletRequest request, @PathParam("experiment") String experiment, @Nullable StopBody body) {
        return experiments.stop(Callers.of(request), experiment, body == null ? null : body.reason());
    }

    @POST
    @Path("/{experiment}/rollout")
    @RolesAllowed("OPERATOR")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Roll the winner out",
            description =
                    "Of an experiment over versions whose rule, set at the start, names a winner: stops it, where it runs still,"
                            + " and rolls that version out where it ran. The strategy is that of POST /deployments; without one GRADUAL with"
                            + " its usual steps.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = StrategyBody.class),
                            examples =
                                    @ExampleObject(
                                            name = "canary",
                                            value = "{\"type\":\"CANARY\",\"note\":\"Watched by the day shift.\"}")))
    @APIResponse(
            responseCode = "202",
            description = "The rollout, PENDING; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = RolloutView.class),
                            examples = @ExampleObject(name = "rollout", value = Examples.ROLLOUT)))
    @APIResponse(
            responseCode = "409",
            description = "There is no winner, or it cannot be rolled out now; then nothing has changed.")
    public Response rollOut(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("experiment") String experiment,
            @Nullable StrategyBody body) {
        RolloutView begun = winners.rollOut(Callers.of(request), experiment, strategy(body));
        return Response.accepted(begun)
                .location(uri.getBaseUriBuilder()
                        .path("rollouts")
                        .path(begun.id().toString())
                        .build())
                .build();
    }

    private static @Nullable RolloutWish strategy(@Nullable StrategyBody body) {
        if (body == null) {
            return null;
        }
        StrategyBody said = body.type() != null
                ? body
                : new StrategyBody(
                        RolloutStrategy.GRADUAL.name(),
                        body.steps(),
                        body.judgement(),
                        body.promote(),
                        body.longest(),
                        body.deprecateReplaced(),
                        body.note());
        return said.wish()
                .orElseThrow(() -> new Refusal.Invalid(
                        "type",
                        "A winner is rolled out step by step: GRADUAL, CANARY, SHADOW or BLUE_GREEN. Stop the experiment and POST"
                                + " /deployments to deploy it at once."));
    }

    @GET
    @Path("/{experiment}/results")
    @Operation(
            summary = "Read an experiment",
            description =
                    "What the figures say by the plan's rule, in numbers and in words. INCONCLUSIVE and NO_DATA are not"
                            + " 'fine'. A unit is judged when its window is over; withinWindow tells how many still may do what is"
                            + " measured. Segments are corrected together and are no verdicts.")
    @APIResponse(
            responseCode = "200",
            description = "The results as of now.",
            content =
                    @Content(
                            schema = @Schema(implementation = ResultsView.class),
                            examples = @ExampleObject(name = "winner", value = Examples.RESULTS)))
    public ResultsView results(@Context HttpServletRequest request, @PathParam("experiment") String experiment) {
        return results.of(Callers.of(request), experiment);
    }

    @GET
    @Path("/{experiment}/history")
    @Operation(
            summary = "See how an experiment came to what it says",
            description =
                    "Units assigned and judged, the difference and its interval, each for the units assigned until then, in at"
                            + " most 60 steps; and how far the judged units came. From the rows as they are now: whoever looked at the"
                            + " time may have known fewer events. Intervals may be read together where the rule is SEQUENTIAL or EXACT;"
                            + " FIXED_HORIZON has one, at its time.")
    @APIResponse(
            responseCode = "200",
            description = "The history as of now.",
            content =
                    @Content(
                            schema = @Schema(implementation = HistoryView.class),
                            examples = @ExampleObject(name = "history", value = Examples.HISTORY)))
    public HistoryView history(@Context HttpServletRequest request, @PathParam("experiment") String experiment) {
        return results.history(Callers.of(request), experiment);
    }

    @DELETE
    @Path("/{experiment}")
    @RolesAllowed("OPERATOR")
    @Operation(
            summary = "Delete an experiment",
            description =
                    "A draft, or one that is over: for good, with what it says. Its exposures and events are removed by the next"
                            + " run of the job 'retention'.")
    @APIResponse(responseCode = "204", description = "It is no more.")
    @APIResponse(responseCode = "409", description = "It is running: stop it first.")
    public void delete(@Context HttpServletRequest request, @PathParam("experiment") String experiment) {
        removal.delete(Callers.of(request), experiment);
    }
}
