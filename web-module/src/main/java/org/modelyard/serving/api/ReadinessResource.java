package org.modelyard.serving.api;

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
import org.modelyard.serving.service.VersionReadiness;

/** Whether a version answers. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/readiness")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "predictions")
public class ReadinessResource {

    @Inject
    private VersionReadiness readiness;

    @GET
    @Operation(
            summary = "Is a version ready?",
            description =
                    "Tries it on the node that is asked: a row with as little in it as may be, and the canary inputs of the deployments"
                            + " in which it takes requests, each within its health check's time. A version that is not in memory is loaded first. 503"
                            + " with the reason when it does not answer, or otherwise than expected.")
    @APIResponse(
            responseCode = "200",
            description = "It is",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "ready",
                                            value =
                                                    "{\"model\":\"income\",\"version\":\"1.0.0\",\"environments\":[\"production\"]}")))
    @APIResponse(responseCode = "503", description = "It is not, and why")
    public VersionReadiness.Ready get(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version) {
        return readiness.of(Callers.of(request), model, version);
    }
}
