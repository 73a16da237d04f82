package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
import org.modelyard.serving.service.EnvironmentView;
import org.modelyard.serving.service.ModelDeployments;

/** Where versions serve. */
@ApplicationScoped
@Path("/environments")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deployments")
public class EnvironmentsResource {

    @Inject
    private ModelDeployments deployments;

    @GET
    @Operation(summary = "List environments", description = "On a model's way to production, with what serves in each.")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "environments",
                                            value =
                                                    "{\"items\":[{\"name\":\"production\",\"createdAt\":\"2026-01-31T12:00:00.000Z\",\"champions\":[]}],\"next\":null}")))
    public Page<EnvironmentView> list(@Context HttpServletRequest request) {
        return new Page<>(deployments.environments(Callers.of(request)), null);
    }
}
