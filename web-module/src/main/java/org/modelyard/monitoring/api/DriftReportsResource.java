package org.modelyard.monitoring.api;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.service.DriftReportView;
import org.modelyard.monitoring.service.DriftReports;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** Drift reports. */
@ApplicationScoped
@Path("/drift-reports")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monitoring")
public class DriftReportsResource {

    @Inject
    private DriftReports reports;

    @GET
    @Path("/{id}")
    @Operation(
            summary = "See a drift report",
            description = "With ?bins=true each feature has the shares of reference and window in at most 40 bins.")
    @APIResponse(
            responseCode = "200",
            description = "The report.",
            content = @Content(examples = @ExampleObject(name = "drifted", value = Examples.REPORT)))
    public DriftReportView get(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @QueryParam("bins") @Nullable String bins) {
        return reports.get(Callers.of(request), Ids.parse("drift report", id), flag(bins));
    }

    private static boolean flag(@Nullable String bins) {
        if (bins == null || bins.equals("false")) {
            return false;
        }
        if (bins.equals("true")) {
            return true;
        }
        throw new Refusal.Invalid("bins", "bins is '" + Texts.brief(bins) + "', not true or false.");
    }
}
