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
import org.modelyard.access.model.Caller;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ModelView;
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

    @GET
    @Operation(summary = "List models", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of models.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.MODELS)))
    public Page<ModelView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return registry.models(Callers.of(request), Parameters.page(limit, cursor));
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
    public ModelView get(@Context HttpServletRequest request, @PathParam("model") String model) {
        return registry.model(Callers.of(request), model);
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
            description = "By number, by range such as ^1.2, or 'latest'; the last two look among READY versions.")
    @APIResponse(
            responseCode = "200",
            description = "The version.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelVersionView.class),
                            examples = @ExampleObject(name = "tickets 1.0.0", value = Examples.VERSION)))
    public ModelVersionView version(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version) {
        return registry.resolve(Callers.of(request), model, version);
    }

    @GET
    @Path("/{model}/versions/{version}/artifacts/{kind}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Download an artifact",
            description =
                    "Kinds: model, profile, evaluation, slices, importance, fairness-1 and on, cross-validation, calibration."
                            + " The bytes are verified before they are sent; the ETag is"
                            + " their SHA-256.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes; an evaluation is JSON.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "evaluation",
                                            value = "{\"task\":\"CLASSIFICATION\",\"rows\":200,\"metrics\":{}}")))
    @APIResponse(responseCode = "409", description = "The stored bytes do not match their SHA-256.")
    public Response artifact(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @PathParam("kind") String kind) {
        Caller caller = Callers.of(request);
        byte[] content = registry.artifact(caller, model, version, kind);
        boolean json = ArtifactKind.isJson(kind);
        return Response.ok(content, json ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_OCTET_STREAM)
                .tag(Sha256.hex(content))
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + model + "-" + version + "-" + kind + (json ? ".json" : ".bin")
                                + "\"")
                .build();
    }
}
