package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ExportView;
import org.modelyard.registry.service.VersionExports;

/** Writes versions in forms that other programs read. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/export")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class VersionExportResource {

    @Inject
    private VersionExports exports;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Operation(
            summary = "Export a version",
            description =
                    "format is bundle, json, onnx or tribuo. An ONNX file is asked about up to 1,000 rows of the version's snapshot"
                            + " and kept only if it answers as the version does, to 1e-5. The file is an artifact of the"
                            + " version; asking again finds it. featureStep OUTSIDE: the file takes encoded features; 'columns'"
                            + " says why.")
    @APIResponse(
            responseCode = "201",
            description = "The export; Location leads to the file.",
            content =
                    @Content(
                            schema = @Schema(implementation = ExportView.class),
                            examples = @ExampleObject(name = "onnx", value = Examples.EXPORT)))
    @APIResponse(responseCode = "200", description = "It was exported before: the same.")
    @APIResponse(
            responseCode = "409",
            description =
                    "There is no model of the version here, it is damaged, or the written file answers otherwise.")
    @APIResponse(responseCode = "422", description = "There is no such format, or the version cannot have it.")
    public Response export(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @QueryParam("format") @Nullable String format) {
        if (format == null) {
            throw new Refusal.Invalid("format", "Say which format: ?format=bundle, json, onnx or tribuo.");
        }
        VersionExports.Made made = exports.export(Callers.of(request), model, version, format);
        return made.created()
                ? Response.created(URI.create(made.export().href()))
                        .entity(made.export())
                        .build()
                : Response.ok(made.export()).build();
    }
}
