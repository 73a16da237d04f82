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
import org.modelyard.platform.api.Parameters;
import org.modelyard.serving.service.CrossedMetrics;
import org.modelyard.serving.service.CrossedMetricsView;

/** How models in service do, by two things at once. */
@ApplicationScoped
@Path("/metrics/models/{model}/crossed")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "metrics")
public class CrossedMetricsResource {

    @Inject
    private CrossedMetrics metrics;

    @GET
    @Operation(
            summary = "Figures of a model by two things at once",
            description =
                    "'by' and 'and' are two of version, variant, day (UTC), operation, caller, and dimension:<name>. Of version, variant and day two, and an"
                            + " operation, a caller or a dimension with version or day, are exact hourly sums (source HOURS). Two dimensions, or one with the variant, are counted from the"
                            + " log's rows (source LOG), as far back as these are kept, and at most the 100,000 newest: 'cut' says that there are more, and 'since' is the oldest that was"
                            + " read. The log keeps no caller (422). At most 1,000 groups (422). There are no figures of feedback.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "figures",
                                            value =
                                                    "{\"model\":\"income\",\"period\":\"day\",\"environment\":null,\"since\":\"2026-01-30T12:00:00.000Z\",\"until\":\"2026-01-31T12:30:00.000Z\",\"by\":\"dimension:priority\",\"and\":\"dimension:platform\",\"source\":\"LOG\",\"cut\":false,\"groups\":[{\"names\":[\"high\",\"web\"],\"figures\":{\"requests\":1200,\"errors\":3,\"meanLatencyMillis\":0.3,\"p95LatencyMillis\":0.6,\"judged\":0,\"accuracy\":null,\"measured\":0,\"meanAbsoluteError\":null,\"rootMeanSquaredError\":null,\"spent\":null}}]}")))
    public CrossedMetricsView get(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @QueryParam("period") @DefaultValue("day") String period,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("by") @DefaultValue("version") String by,
            @QueryParam("and") @Nullable String and) {
        return metrics.ofModel(
                Callers.of(request),
                model,
                period,
                environment,
                by,
                Parameters.given(
                        "and",
                        and,
                        "Say by what else: version, variant, day, operation, caller, or dimension: and its name."));
    }
}
