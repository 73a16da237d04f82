package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
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
import org.modelyard.platform.api.Callers;
import org.modelyard.serving.service.FeedbackStatistics;
import org.modelyard.serving.service.FeedbackStatisticsView;

/** What feedback says of a model's answers. */
@ApplicationScoped
@Path("/metrics/models/{model}/feedback")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "metrics")
public class FeedbackMetricsResource {

    private static final String RATES =
            "{\"accuracy\":{\"told\":420,\"positive\":357,\"share\":0.85,\"interval\":{\"low\":0.813,\"high\":0.881,\"confidence\":0.95}},"
                    + "\"used\":{\"told\":0,\"positive\":0,\"share\":null,\"interval\":null},"
                    + "\"helpful\":{\"told\":0,\"positive\":0,\"share\":null,\"interval\":null}}";
    private static final String EXAMPLE =
            "{\"model\":\"income\",\"period\":\"week\",\"environment\":null,\"since\":\"2026-01-24T12:30:00.000Z\",\"until\":\"2026-01-31T12:30:00.000Z\",\"total\":"
                    + RATES + ",\"by\":\"attribute:plan\",\"groups\":[{\"name\":\"free\",\"rates\":" + RATES + "}]}";

    @Inject
    private FeedbackStatistics statistics;

    @GET
    @Operation(
            summary = "What feedback says of a model's answers",
            description =
                    "Accuracy, usage rate and helpfulness by the latest word on each answer, with Wilson's intervals, of answers given within"
                            + " the period (hour, day, week, month or all). by is version, variant, label (the one that was observed), day, or"
                            + " attribute:<name>, a group of units by what predictions say of them, or dimension:<name>, as long as the inference log keeps it,"
                            + " of at most 500000 rows of feedback."
                            + " What is not known is null.")
    @APIResponse(
            responseCode = "200",
            description = "The rates",
            content = @Content(examples = @ExampleObject(name = "by plan", value = EXAMPLE)))
    public FeedbackStatisticsView get(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @QueryParam("period") @DefaultValue("week") String period,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("by") @DefaultValue("version") String by) {
        return statistics.ofModel(Callers.of(request), model, period, environment, by);
    }
}
