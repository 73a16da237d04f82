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
import org.modelyard.serving.service.ModelMetricsView;
import org.modelyard.serving.service.ServingMetrics;

/** How models in service do. */
@ApplicationScoped
@Path("/metrics/models/{model}")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "metrics")
public class ModelMetricsResource {

    @Inject
    private ServingMetrics metrics;

    @GET
    @Operation(
            summary = "Figures of a model in service",
            description =
                    "Requests, errors and latencies are exact counts by the hour; accuracy and errors of regression come"
                            + " from the latest feedback of each inference. What is not known is null. adoption, where the model's business metrics declare it, is the share of answers"
                            + " that were used by their latest feedback, with Wilson's interval. period is hour, day, week,"
                            + " month or all; by is version, variant, day (UTC), operation, caller, or dimension:<name>. Of the last three those values are told"
                            + " apart that the model's accounting declares; the others are (other), and (none) where nothing was said. spent has the tokens and the cost, exact,"
                            + " as far as somebody has told; variants have none. Days, operations, callers and dimensions have no figures of feedback.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "figures",
                                            value =
                                                    "{\"model\":\"income\",\"period\":\"day\",\"environment\":null,\"since\":\"2026-01-30T12:00:00.000Z\",\"until\":\"2026-01-31T12:30:00.000Z\",\"total\":{\"requests\":1200,\"errors\":3,\"meanLatencyMillis\":0.3,\"p95LatencyMillis\":0.6,\"judged\":0,\"accuracy\":null,\"measured\":0,\"meanAbsoluteError\":null,\"rootMeanSquaredError\":null,\"spent\":{\"inputTokens\":5200,\"outputTokens\":null,\"costs\":{\"EUR\":\"0.6\"}}},\"adoption\":{\"since\":\"2026-01-01T12:30:00.000Z\",\"told\":420,\"adopted\":357,\"share\":0.85,\"interval\":{\"low\":0.813,\"high\":0.881,\"confidence\":0.95},\"verdict\":\"MEASURED\"},\"by\":\"version\",\"groups\":[]}")))
    public ModelMetricsView get(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @QueryParam("period") @DefaultValue("day") String period,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("by") @DefaultValue("version") String by) {
        return metrics.ofModel(Callers.of(request), model, period, environment, by);
    }
}
