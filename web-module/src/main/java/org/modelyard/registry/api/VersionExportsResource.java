package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.model.Page;
import org.modelyard.registry.service.VersionExports;
import org.modelyard.registry.service.VersionFormat;

/** How a version can be exported. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/exports")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class VersionExportsResource {

    @Inject
    private VersionExports exports;

    @GET
    @Operation(
            summary = "See how a version can be exported",
            description = "Every format, why the version cannot have it, and what was exported.")
    @APIResponse(
            responseCode = "200",
            description = "The formats.",
            content = @Content(examples = @ExampleObject(name = "formats", value = Examples.FORMATS)))
    public Page<VersionFormat> formats(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version) {
        return new Page<>(exports.formats(Callers.of(request), model, version), null);
    }
}
