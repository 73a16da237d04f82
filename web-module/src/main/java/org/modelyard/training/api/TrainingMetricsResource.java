package org.modelyard.training.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.model.Period;
import org.modelyard.training.service.TrainingHistory;
import org.modelyard.training.service.TrainingMetrics;

/** How training goes altogether. */
@ApplicationScoped
@Path("/metrics/training")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "training")
public class TrainingMetricsResource {

    @Inject
    private TrainingHistory history;

    @GET
    @Operation(
            summary = "Count training jobs",
            description =
                    "By state, in all and by trainer, with the success rate and the mean time of the latest completed"
                            + " jobs. period is hour, day, week, month or all, by when a job was asked for.")
    @APIResponse(
            responseCode = "200",
            description = "The numbers.",
            content =
                    @Content(
                            schema = @Schema(implementation = TrainingMetrics.class),
                            examples = @ExampleObject(name = "numbers", value = Examples.METRICS)))
    public TrainingMetrics metrics(
            @Context HttpServletRequest request, @QueryParam("period") @DefaultValue("all") String period) {
        return history.metrics(Callers.of(request), Period.parse(period));
    }
}
