package org.modelyard.run.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.ETags;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.run.model.RunState;
import org.modelyard.run.service.RunLine;
import org.modelyard.run.service.RunView;
import org.modelyard.run.service.Runs;

/** Runs trained elsewhere: their lives and their words. */
@ApplicationScoped
@Path("/runs")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs", description = "Runs trained elsewhere: parameters, metrics by step, tags, artifacts, versions.")
public class RunsResource {

    static final String RUN = "run";

    @Inject
    private Runs runs;

    /** Parameters to write down; numbers are kept as they are written. */
    public record ParametersBody(@Nullable Map<String, @Nullable String> parameters) {}

    /** Tags to set; null takes one away. */
    public record TagsBody(@Nullable Map<String, @Nullable String> tags) {}

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Begin a run that is trained elsewhere",
            description = "name says what is tried out: runs of one name belong together. Parameters are written once,"
                    + " here or later; tags may change.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Runs.NewRun.class),
                            examples = @ExampleObject(name = "churn", value = Examples.NEW)))
    @APIResponse(
            responseCode = "201",
            description = "The run, RUNNING; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "run", value = Examples.RUN)))
    public Response create(@Context HttpServletRequest request, @Context UriInfo uri, Runs.@Nullable NewRun body) {
        RunView made = runs.create(Callers.of(request), Parameters.body(body));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(made.id().toString()).build())
                .entity(made)
                .tag(ETags.of(made.changes()))
                .build();
    }

    @GET
    @Operation(summary = "List runs", description = "Newest first; by name, model and state where they are given.")
    @APIResponse(
            responseCode = "200",
            description = "A page of runs.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.PAGE)))
    public Page<RunLine> list(
            @Context HttpServletRequest request,
            @QueryParam("name") @Nullable String name,
            @QueryParam("model") @Nullable String model,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return runs.list(
                Callers.of(request),
                name,
                model,
                state == null ? null : RunState.parse(state),
                Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "See a run",
            description =
                    "Its state, parameters, tags, the latest point of each metric, artifacts, and versions made of it.")
    @APIResponse(
            responseCode = "200",
            description = "The run.",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "run", value = Examples.RUN)))
    public Response get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return answer(runs.get(Callers.of(request), Ids.parse(RUN, id)));
    }

    @POST
    @Path("/{id}/parameters")
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Write parameters of a run down",
            description = "Each once: the same text again changes nothing, another one is refused.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ParametersBody.class),
                            examples = @ExampleObject(name = "parameters", value = Examples.PARAMETERS)))
    @APIResponse(
            responseCode = "200",
            description = "The run.",
            content = @Content(examples = @ExampleObject(name = "run", value = Examples.RUN)))
    @APIResponse(responseCode = "409", description = "A parameter has another text already, or the run has ended.")
    public Response parameters(
            @Context HttpServletRequest request, @PathParam("id") String id, @Nullable ParametersBody body) {
        return answer(runs.parameters(
                Callers.of(request), Ids.parse(RUN, id), Parameters.body(body).parameters()));
    }

    @PATCH
    @Path("/{id}/tags")
    @RolesAllowed("OPERATOR")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change tags of a run",
            description = "At any time. Those that are not named stay; null takes one away.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = TagsBody.class),
                            examples = @ExampleObject(name = "tags", value = Examples.TAGS)))
    @APIResponse(
            responseCode = "200",
            description = "The run.",
            content = @Content(examples = @ExampleObject(name = "run", value = Examples.RUN)))
    public Response tags(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable TagsBody body) {
        return answer(runs.tag(
                Callers.of(request), Ids.parse(RUN, id), Parameters.body(body).tags(), ETags.expected(ifMatch)));
    }

    @POST
    @Path("/{id}/finish")
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "End a run",
            description = "As FINISHED, FAILED (with its problem) or KILLED. Then it takes nothing more but tags and"
                    + " versions. Saying the same again changes nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Runs.Ending.class),
                            examples = @ExampleObject(name = "finished", value = Examples.FINISH)))
    @APIResponse(
            responseCode = "200",
            description = "The run.",
            content = @Content(examples = @ExampleObject(name = "run", value = Examples.RUN)))
    @APIResponse(responseCode = "409", description = "It ended in another way.")
    public Response finish(
            @Context HttpServletRequest request, @PathParam("id") String id, Runs.@Nullable Ending body) {
        return answer(runs.finish(Callers.of(request), Ids.parse(RUN, id), Parameters.body(body)));
    }

    private static Response answer(RunView run) {
        return Response.ok(run).tag(ETags.of(run.changes())).build();
    }
}
