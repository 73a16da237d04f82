package org.modelyard.rollout.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.rollout.model.RolloutState;
import org.modelyard.rollout.service.ModelRollouts;
import org.modelyard.rollout.service.RolloutAction;
import org.modelyard.rollout.service.RolloutDesk;
import org.modelyard.rollout.service.RolloutEventView;
import org.modelyard.rollout.service.RolloutView;
import org.modelyard.rollout.service.VerdictView;

/** Versions on their way into service. */
@ApplicationScoped
@Path("/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rollouts")
public class RolloutsResource {

    private static final String VERDICT =
            "{\"metric\":\"ERRORS\",\"outcome\":\"INCONCLUSIVE\",\"words\":\"Too few yet: 40 of 100 on the side that has"
                    + " fewer.\",\"championTrials\":760,\"championBad\":15,\"championRate\":0.0197,\"candidateTrials\":40,"
                    + "\"candidateBad\":1,\"candidateRate\":0.025,\"steps\":[{\"step\":1,\"championTrials\":760,\"championBad\":15,"
                    + "\"championRate\":0.0197,\"candidateTrials\":40,\"candidateBad\":1,\"candidateRate\":0.025,\"championValue\":null,"
                    + "\"candidateValue\":null}],\"ratioLow\":null,\"ratioHigh\":null,\"difference\":0.19,"
                    + "\"tolerance\":0.01,\"evidence\":0.9,\"needed\":40.0,\"championValue\":null,\"candidateValue\":null,"
                    + "\"lossLow\":null,\"inflation\":null,\"judgedAt\":\"2026-01-31T12:05:00.000Z\"}";

    private static final String EXAMPLE =
            "{\"id\":\"01936d3c-4444-7abc-8def-0123456789ab\",\"deployment\":\"01936d3c-1111-7abc-8def-0123456789ab\","
                    + "\"model\":\"income\",\"environment\":\"production\",\"champion\":\"1.0.0\",\"candidate\":\"1.1.0\","
                    + "\"strategy\":\"CANARY\",\"state\":\"RUNNING\",\"standing\":\"The step needs 5 minutes more and 460 more"
                    + " requests.\",\"step\":1,\"percent\":5.0,\"requests\":40,\"dropped\":null,\"steps\":[{\"percent\":5.0,\"duration\":\"PT10M\","
                    + "\"requests\":500}],\"alpha\":0.05,\"minimum\":100,\"quantile\":0.95,\"metrics\":[\"ERRORS\"],\"promote\":true,"
                    + "\"longest\":\"PT168H\",\"deprecateReplaced\":false,\"note\":\"\",\"createdBy\":\"admin/ci\","
                    + "\"createdAt\":\"2026-01-31T12:00:00.000Z\",\"startedAt\":\"2026-01-31T12:00:02.000Z\",\"endedAt\":null,"
                    + "\"verdicts\":[" + VERDICT + "]}";

    private static final String NOTE = "{\"note\":\"The night shift complains.\"}";

    @Inject
    private ModelRollouts rollouts;

    @Inject
    private RolloutDesk desk;

    /** @param note for the rollout's history */
    public record NoteBody(@Nullable String note) {}

    @GET
    @RolesAllowed("VIEWER")
    @Operation(
            summary = "List rollouts",
            description = "Newest first. deployment= finds the one that a deployment belongs to.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "page",
                                            value = "{\"items\":[" + EXAMPLE + "],\"next\":null}")))
    public Page<RolloutView> list(
            @Context HttpServletRequest request,
            @QueryParam("model") @Nullable String model,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("state") @Nullable String state,
            @QueryParam("deployment") @Nullable String deployment,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (deployment != null) {
            UUID id = Ids.parse("deployment", deployment);
            return new Page<>(
                    rollouts.ofDeployment(Callers.of(request), id).stream().toList(), null);
        }
        return rollouts.list(
                Callers.of(request),
                model,
                environment,
                state == null ? null : StrategyBody.one("state", RolloutState.class, state),
                Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("VIEWER")
    @Operation(
            summary = "Get a rollout",
            description = "Where it stands and why, and what is known of the candidate now, metric by metric.")
    @APIResponse(
            responseCode = "200",
            description = "The rollout",
            content = @Content(examples = @ExampleObject(name = "canary", value = EXAMPLE)))
    public RolloutView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return rollouts.get(Callers.of(request), Ids.parse("rollout", id));
    }

    @GET
    @Path("/{id}/verdicts")
    @RolesAllowed("VIEWER")
    @Operation(
            summary = "List a rollout's verdicts",
            description =
                    "Newest first, at most 1,000: one is stored whenever an outcome changes or a tenth more was seen.")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "verdicts",
                                            value = "{\"items\":[" + VERDICT + "],\"next\":null}")))
    public Page<VerdictView> verdicts(@Context HttpServletRequest request, @PathParam("id") String id) {
        return new Page<>(rollouts.verdicts(Callers.of(request), Ids.parse("rollout", id)), null);
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed("VIEWER")
    @Operation(summary = "List what happened to a rollout", description = "Oldest first, with the share from then on.")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "events",
                                            value =
                                                    "{\"items\":[{\"kind\":\"STARTED\",\"percent\":5.0,\"words\":\"Its model is loaded and"
                                                            + " was tried.\",\"by\":\"server\",\"at\":\"2026-01-31T12:00:02.000Z\"}],\"next\":null}")))
    public Page<RolloutEventView> events(@Context HttpServletRequest request, @PathParam("id") String id) {
        List<RolloutEventView> events = rollouts.events(Callers.of(request), Ids.parse("rollout", id));
        return new Page<>(events, null);
    }

    @POST
    @Path("/{id}/pause")
    @RolesAllowed("OPERATOR")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Pause a rollout",
            description =
                    "The candidate keeps its share; the judgement goes on and may still roll it back. 409 when it does not run.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "note", value = NOTE)))
    @APIResponse(
            responseCode = "200",
            description = "Paused",
            content = @Content(examples = @ExampleObject(name = "rollout", value = EXAMPLE)))
    public RolloutView pause(@Context HttpServletRequest request, @PathParam("id") String id, @Nullable NoteBody body) {
        return act(request, id, RolloutAction.PAUSE, body);
    }

    @POST
    @Path("/{id}/resume")
    @RolesAllowed("OPERATOR")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Resume a rollout",
            description = "The time of the pause does not count. 409 when it is not paused.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "note", value = NOTE)))
    @APIResponse(
            responseCode = "200",
            description = "It goes on",
            content = @Content(examples = @ExampleObject(name = "rollout", value = EXAMPLE)))
    public RolloutView resume(
            @Context HttpServletRequest request, @PathParam("id") String id, @Nullable NoteBody body) {
        return act(request, id, RolloutAction.RESUME, body);
    }

    @POST
    @Path("/{id}/promote")
    @RolesAllowed("OPERATOR")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Promote the candidate",
            description =
                    "It answers everything from now on, whatever the verdicts say. 409 when it has no share (yet), or the"
                            + " environment is frozen.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "note", value = NOTE)))
    @APIResponse(
            responseCode = "200",
            description = "Promoted",
            content = @Content(examples = @ExampleObject(name = "rollout", value = EXAMPLE)))
    public RolloutView promote(
            @Context HttpServletRequest request, @PathParam("id") String id, @Nullable NoteBody body) {
        return act(request, id, RolloutAction.PROMOTE, body);
    }

    @POST
    @Path("/{id}/abort")
    @RolesAllowed("OPERATOR")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Abort a rollout",
            description = "The champion answers everything again, on every node within a second. 409 when it is over.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "note", value = NOTE)))
    @APIResponse(
            responseCode = "200",
            description = "Aborted",
            content = @Content(examples = @ExampleObject(name = "rollout", value = EXAMPLE)))
    public RolloutView abort(@Context HttpServletRequest request, @PathParam("id") String id, @Nullable NoteBody body) {
        return act(request, id, RolloutAction.ABORT, body);
    }

    private RolloutView act(HttpServletRequest request, String id, RolloutAction action, @Nullable NoteBody body) {
        return desk.act(Callers.of(request), Ids.parse("rollout", id), action, body == null ? null : body.note());
    }
}
