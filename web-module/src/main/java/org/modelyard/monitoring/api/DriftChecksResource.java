package org.modelyard.monitoring.api;

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
import org.modelyard.monitoring.service.DriftCheckView;
import org.modelyard.monitoring.service.DriftChecks;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.model.Ids;

/** Drift checks. */
@ApplicationScoped
@Path("/drift-checks")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monitoring")
public class DriftChecksResource {

    @Inject
    private DriftChecks checks;

    @GET
    @Path("/{id}")
    @Operation(summary = "See a drift check", description = "With its report when it is COMPLETED.")
    @APIResponse(
            responseCode = "200",
            description = "The check.",
            content = @Content(examples = @ExampleObject(name = "queued", value = Examples.QUEUED)))
    public DriftCheckView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return checks.get(Callers.of(request), Ids.parse("drift check", id));
    }
}
