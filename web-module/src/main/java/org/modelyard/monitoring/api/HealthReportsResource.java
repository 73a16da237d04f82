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
import org.modelyard.monitoring.service.HealthReportView;
import org.modelyard.monitoring.service.HealthReports;
import org.modelyard.platform.api.Callers;

/** How models fare. */
@ApplicationScoped
@Path("/health-reports")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monitoring")
public class HealthReportsResource {

    @Inject
    private HealthReports reports;

    @GET
    @Path("/{model}")
    @Operation(
            summary = "See how a model fares",
            description =
                    "From its deployments, traffic, errors, last drift report, open alerts and feedback of the last"
                            + " 24 hours; in production, where it serves there. UNKNOWN, without a score, when nothing is known"
                            + " to be wrong but traffic or a drift report on enough rows is missing. The score is 1 less 0.5"
                            + " for each critical finding and 0.2 for each warning, at least 0.")
    @APIResponse(
            responseCode = "200",
            description = "The report.",
            content = @Content(examples = @ExampleObject(name = "degraded", value = Examples.HEALTH)))
    public HealthReportView get(@Context HttpServletRequest request, @PathParam("model") String model) {
        return reports.of(Callers.of(request), model);
    }
}
