package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.ETags;
import org.modelyard.platform.api.Json;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;
import org.modelyard.registry.model.ModelFilter;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ModelView;
import org.modelyard.registry.service.RecentVersions;
import org.modelyard.registry.service.Registry;

/** The registry. */
@ApplicationScoped
@Path("/models")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry", description = "Models, their versions and artifacts.")
public class ModelsResource {

    @Inject
    private Registry registry;

    @Inject
    private RecentVersions versions;

    @GET
    @Operation(
            summary = "Search models",
            description =
                    "'q' is looked for in name and description; 'tag' and 'owner' are one of the model's own, whole; 'stage' takes"
                            + " several, with commas, of which one of its versions is in one; upper and lower case are the same. 'sort' is"
                            + " name or createdAt, with a minus for the last or the newest first. Newest first when it is missing.")
    @APIResponse(
            responseCode = "200",
            description = "A page of models.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.MODELS)))
    public Page<ModelView> list(
            @Context HttpServletRequest request,
            @QueryParam("q") @Nullable String text,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("task") @Nullable String task,
            @QueryParam("stage") @Nullable String stages,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        ModelFilter filter = new ModelFilter(
                        text,
                        tag,
                        owner,
                        task == null ? null : VersionsResource.named("task", Task.class, task),
                        VersionsResource.stages(stages),
                        false,
                        true)
                .sorted(sort);
        return registry.models(Callers.of(request), filter, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{model}")
    @Operation(summary = "See a model", description = "With its highest version that passed its gates.")
    @APIResponse(
            responseCode = "200",
            description = "The model.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelView.class),
                            examples = @ExampleObject(name = "tickets", value = Examples.MODEL)))
    public Response get(@Context HttpServletRequest request, @PathParam("model") String model) {
        ModelView view = registry.model(Callers.of(request), model);
        return Response.ok(view).tag(ETags.of(view.changes())).build();
    }

    @GET
    @Path("/{model}/versions")
    @Operation(summary = "List a model's versions", description = "Newest first, rejected ones included.")
    @APIResponse(
            responseCode = "200",
            description = "A page of versions.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.VERSIONS)))
    public Page<ModelVersionView> versions(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return registry.versions(Callers.of(request), model, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{model}/versions/{version}")
    @Operation(
            summary = "See a version",
            description =
                    "By number, by range such as ^1.2 or 'latest' (which look among versions that may be deployed), by"
                            + " alias, or 'champion@staging'; 'champion' alone is production's.")
    @APIResponse(
            responseCode = "200",
            description = "The version.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelVersionView.class),
                            examples = @ExampleObject(name = "tickets 1.0.0", value = Examples.VERSION)))
    public Response version(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version) {
        RecentVersions.Written written = versions.resolve(Callers.of(request), model, version, Json::bytes);
        return Response.ok(written.bytes()).tag(ETags.of(written.changes())).build();
    }
}
