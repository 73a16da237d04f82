package org.modelyard.training.api;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Accepted;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.training.model.EpochFigures;
import org.modelyard.training.model.TrainingRequest;
import org.modelyard.training.model.TrainingState;
import org.modelyard.training.service.SearchView;
import org.modelyard.training.service.TrainingHistory;
import org.modelyard.training.service.TrainingJobView;
import org.modelyard.training.service.TrainingJobs;

/** Asking for training. */
@ApplicationScoped
@Path("/training-jobs")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "training", description = "Training jobs: from a dataset to a version in the registry.")
public class TrainingJobsResource {

    static final String JOB = "training job";

    @Inject
    private TrainingJobs jobs;

    @Inject
    private TrainingHistory history;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes({MediaType.APPLICATION_JSON, TrainingYamlBody.YAML, TrainingYamlBody.OLD_YAML})
    @Operation(
            summary = "Train a version of a model",
            description =
                    "Checks the request, then queues it unless 'start' is false. Without 'snapshot' one is made of"
                            + " the dataset's accepted rows. Hyperparameters that are left out have their defaults."
                            + " 'outputs' names features that the version answers beside the target; they are no"
                            + " inputs of it, and gates may name their metrics, as priority.accuracy."
                            + " YAML has the same fields.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = TrainingRequest.class),
                        examples = @ExampleObject(name = "tickets", value = Examples.REQUEST)),
                @Content(
                        mediaType = TrainingYamlBody.YAML,
                        schema = @Schema(implementation = TrainingRequest.class),
                        examples = @ExampleObject(name = "tickets", value = Examples.YAML))
            })
    @APIResponse(
            responseCode = "202",
            description = "The job; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = TrainingJobView.class),
                            examples = @ExampleObject(name = "queued", value = Examples.QUEUED)))
    @APIResponse(responseCode = "422", description = "Every choice that is wrong, by field.")
    public Response create(
            @Context HttpServletRequest request, @Context UriInfo uri, @Nullable TrainingRequest wanted) {
        if (wanted == null) {
            throw new Refusal.Invalid("", "Send a JSON object that says model, dataset and trainer.");
        }
        return accepted(uri, jobs.create(Callers.of(request), wanted));
    }

    @GET
    @Operation(summary = "List training jobs", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of jobs.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.PAGE)))
    public Page<TrainingJobView> list(
            @Context HttpServletRequest request,
            @QueryParam("state") @Nullable String state,
            @QueryParam("model") @Nullable String model,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return jobs.list(Callers.of(request), state(state), model, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "See a training job", description = "Its plan, progress, metrics, and the version it made.")
    @APIResponse(
            responseCode = "200",
            description = "The job.",
            content =
                    @Content(
                            schema = @Schema(implementation = TrainingJobView.class),
                            examples = @ExampleObject(name = "completed", value = Examples.COMPLETED)))
    public TrainingJobView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return jobs.get(Callers.of(request), Ids.parse(JOB, id));
    }

    @GET
    @Path("/{id}/epochs")
    @Operation(
            summary = "See the steps of a training job's fits",
            description =
                    "In the order of folds (0: the version's own fit) and epochs: losses, learning rate, rows a second,"
                            + " processor cores and memory. At most 20000.")
    @APIResponse(
            responseCode = "200",
            description = "All of them, as one page.",
            content = @Content(examples = @ExampleObject(name = "epochs", value = Examples.EPOCHS)))
    public Page<EpochFigures> epochs(@Context HttpServletRequest request, @PathParam("id") String id) {
        return new Page<>(history.epochs(Callers.of(request), Ids.parse(JOB, id)), null);
    }

    @GET
    @Path("/{id}/trials")
    @Operation(
            summary = "See what a training job's search has tried",
            description = "The best trial first, and how much each hyperparameter matters.")
    @APIResponse(
            responseCode = "200",
            description = "The search so far.",
            content =
                    @Content(
                            schema = @Schema(implementation = SearchView.class),
                            examples = @ExampleObject(name = "trials", value = Examples.TRIALS)))
    @APIResponse(responseCode = "404", description = "There is no such job, or it has no search.")
    public SearchView trials(@Context HttpServletRequest request, @PathParam("id") String id) {
        return history.search(Callers.of(request), Ids.parse(JOB, id));
    }

    @GET
    @Path("/{id}/config")
    @Produces(TrainingYamlBody.YAML)
    @Operation(
            summary = "See a training job as the request that asks for the same again",
            description = "Every choice is said. Its version carries the same text as the artifact 'config'.")
    @APIResponse(
            responseCode = "200",
            description = "What POST /training-jobs takes.",
            content =
                    @Content(
                            mediaType = TrainingYamlBody.YAML,
                            examples = @ExampleObject(name = "tickets", value = Examples.YAML)))
    public String config(@Context HttpServletRequest request, @PathParam("id") String id) {
        return jobs.config(Callers.of(request), Ids.parse(JOB, id));
    }

    @POST
    @Path("/{id}/again")
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Operation(
            summary = "Run a training job again",
            description = "A new job with the same choices, on the same snapshot; a job with a window takes the rows of"
                    + " today's window. The same snapshot, choices and seed make a model of the same bits.")
    @APIResponse(
            responseCode = "202",
            description = "The new job; Location leads to it.",
            content = @Content(examples = @ExampleObject(name = "queued", value = Examples.QUEUED)))
    public Response again(@Context HttpServletRequest request, @Context UriInfo uri, @PathParam("id") String id) {
        TrainingJobView job = jobs.again(Callers.of(request), Ids.parse(JOB, id));
        return Response.accepted(job)
                .location(uri.getBaseUriBuilder()
                        .path("training-jobs")
                        .path(job.id().toString())
                        .build())
                .build();
    }

    @POST
    @Path("/{id}/start")
    @RolesAllowed("OPERATOR")
    @Operation(
            summary = "Queue a job that was made without starting it, or was stopped",
            description = "A job that was stopped goes on at its checkpoint.")
    @APIResponse(
            responseCode = "202",
            description = "The job, queued.",
            content = @Content(examples = @ExampleObject(name = "queued", value = Examples.QUEUED)))
    @APIResponse(responseCode = "409", description = "The job is not CREATED.")
    public Response start(@Context HttpServletRequest request, @PathParam("id") String id) {
        return Response.accepted(jobs.start(Callers.of(request), Ids.parse(JOB, id)))
                .build();
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed("OPERATOR")
    @Operation(
            summary = "Cancel a job",
            description = "A waiting job ends at once, a running one within a second. What has ended cannot be"
                    + " cancelled.")
    @APIResponse(
            responseCode = "202",
            description = "The job; 'cancelRequested' is true while it still runs.",
            content = @Content(examples = @ExampleObject(name = "cancelled", value = Examples.CANCELLED)))
    @APIResponse(responseCode = "409", description = "The job has ended.")
    public Response cancel(@Context HttpServletRequest request, @PathParam("id") String id) {
        return Response.accepted(jobs.cancel(Callers.of(request), Ids.parse(JOB, id)))
                .build();
    }

    private static Response accepted(UriInfo uri, TrainingJobView job) {
        return Accepted.of(uri, job.id(), job);
    }

    private static @Nullable TrainingState state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return TrainingState.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refusal.Invalid(
                    "state",
                    "'" + Texts.brief(text) + "' is no state; there are " + Arrays.toString(TrainingState.values())
                            + ".");
        }
    }
}
