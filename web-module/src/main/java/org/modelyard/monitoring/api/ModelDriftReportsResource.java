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
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;

/** Drift reports of a model. */
@ApplicationScoped
@Path("/models/{model}/drift-reports")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monitoring")
public class ModelDriftReportsResource {

    @Inject
    private DriftReports reports;

    @GET
    @Operation(summary = "List a model's drift reports", description = "Newest first, without bins.")
    @APIResponse(
            responseCode = "200",
            description = "A page of reports.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.REPORTS)))
    public Page<DriftReportView> list(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reports.list(Callers.of(request), model, Parameters.page(limit, cursor));
    }
}
