package org.modelyard.batch.api;

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
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.ExecutionView;
import org.modelyard.batch.service.Executions;
import org.modelyard.batch.service.JobView;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.Refusal;

/** JSR-352 as an interface of its own, for schedulers. */
@ApplicationScoped
@Path("/batch")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "batch", description = "JSR-352 jobs: what exists, what runs, what ran")
public class BatchResource {

    private static final String EXECUTION =
            """
            {"executionId":12,"instanceId":9,"job":"retention","state":"COMPLETED","exitStatus":"COMPLETED",
             "submittedBy":"admin/ci","recovered":false,"createdAt":"2026-01-31T03:20:00.120Z",
             "startedAt":"2026-01-31T03:20:00.152Z","endedAt":"2026-01-31T03:20:01.480Z",
             "parameters":{"olderThan":"PT24H"},
             "steps":[{"name":"idempotency-keys","state":"COMPLETED","exitStatus":"COMPLETED",
                       "startedAt":"2026-01-31T03:20:00.170Z","endedAt":"2026-01-31T03:20:01.470Z",
                       "read":1200,"written":1200,"skipped":0,"commits":13}]}""";

    @Inject
    private Executions executions;

    /** One submission was taken on. */
    public record Accepted(long executionId, String state) {}

    /** The jobs of this server; not paged. */
    public record Jobs(List<JobView> items) {}

    @GET
    @Path("/jobs")
    @Operation(summary = "List the jobs with their parameters")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "jobs",
                                            value =
                                                    """
                                                    {"items":[{"name":"retention",
                                                      "meaning":"Removes idempotency keys that have had their time.",
                                                      "parameters":[{"name":"olderThan","meaning":"Age from which keys go",
                                                                     "required":false}]}]}""")))
    public Jobs jobs(@Context HttpServletRequest request) {
        return new Jobs(executions.jobs(Callers.of(request)));
    }

    @POST
    @Idempotent
    @Path("/jobs/{name}/executions")
    @RolesAllowed("OPERATOR")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Submit a job")
    @RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "with parameters",
                                            value = "{\"parameters\":{\"olderThan\":\"PT24H\"}}")))
    @APIResponse(
            responseCode = "202",
            description = "Taken on; Location leads to the execution",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "accepted",
                                            value = "{\"executionId\":12,\"state\":\"STARTING\"}")))
    @APIResponse(responseCode = "404", description = "No such job")
    @APIResponse(responseCode = "422", description = "A parameter is missing, unknown or refused")
    public Response submit(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("name") String name,
            @Nullable Submission submission) {
        return accepted(uri, executions.submit(Callers.of(request), name, given(submission)));
    }

    @GET
    @Path("/executions")
    @Operation(summary = "List executions, newest first, without their steps")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "page",
                                            value =
                                                    """
                                                    {"items":[{"executionId":12,"instanceId":9,"job":"retention","state":"STARTED",
                                                      "exitStatus":null,"submittedBy":"admin/ci","recovered":false,
                                                      "createdAt":"2026-01-31T03:20:00.120Z",
                                                      "startedAt":"2026-01-31T03:20:00.152Z","endedAt":null,
                                                      "parameters":{},"steps":[]}],"next":null}""")))
    public Page<ExecutionView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return executions.list(Callers.of(request), Parameters.page(limit, cursor));
    }

    @GET
    @Path("/executions/{id}")
    @Operation(summary = "Show an execution with its steps")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "execution", value = EXECUTION)))
    public ExecutionView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return executions.get(Callers.of(request), number(id));
    }

    @POST
    @Path("/executions/{id}/stop")
    @RolesAllowed("OPERATOR")
    @Operation(summary = "Ask a running execution to stop")
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "stopping",
                                            value = "{\"executionId\":12,\"state\":\"STOPPING\"}")))
    @APIResponse(responseCode = "409", description = "It does not run")
    public Response stop(@Context HttpServletRequest request, @Context UriInfo uri, @PathParam("id") String id) {
        return accepted(uri, executions.stop(Callers.of(request), number(id)));
    }

    @POST
    @Path("/executions/{id}/restart")
    @RolesAllowed("OPERATOR")
    @Operation(summary = "Go on from the checkpoint of a failed or stopped execution, as a new execution")
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "accepted",
                                            value = "{\"executionId\":13,\"state\":\"STARTING\"}")))
    @APIResponse(responseCode = "409", description = "It runs, is complete, or was restarted already")
    public Response restart(@Context HttpServletRequest request, @Context UriInfo uri, @PathParam("id") String id) {
        return accepted(uri, executions.restart(Callers.of(request), number(id)));
    }

    @POST
    @Path("/executions/{id}/abandon")
    @RolesAllowed("OPERATOR")
    @Operation(summary = "Give a failed or stopped execution up: it can never be restarted")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "execution", value = EXECUTION)))
    @APIResponse(responseCode = "409", description = "It runs or is complete")
    public ExecutionView abandon(@Context HttpServletRequest request, @PathParam("id") String id) {
        return executions.abandon(Callers.of(request), number(id));
    }

    private static Map<String, String> given(@Nullable Submission submission) {
        Map<String, @Nullable String> parameters =
                submission == null || submission.parameters() == null ? Map.of() : submission.parameters();
        Map<String, String> given = new HashMap<>();
        parameters.forEach((name, text) -> {
            if (text == null) {
                throw new Refusal.Invalid(
                        name + " is null; leave it out.",
                        List.of(new FieldError("parameters." + name, "is null; leave it out")));
            }
            given.put(name, text);
        });
        return given;
    }

    private static Response accepted(UriInfo uri, ExecutionView execution) {
        URI location = uri.getBaseUriBuilder()
                .path("batch/executions/" + execution.executionId())
                .build();
        return Response.accepted(new Accepted(execution.executionId(), execution.state()))
                .location(location)
                .build();
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new Refusal.NotFound("execution", id);
        }
    }
}
