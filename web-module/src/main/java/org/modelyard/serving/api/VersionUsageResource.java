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
import org.modelyard.platform.api.Callers;
import org.modelyard.serving.service.UsageView;
import org.modelyard.serving.service.VersionUsage;

/** How much a version is used. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/usage")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "metrics")
public class VersionUsageResource {

    static final String USAGE =
            "{\"model\":\"income\",\"version\":\"1.0.0\",\"period\":\"week\",\"since\":\"2026-01-24T12:00:00.000Z\","
                    + "\"until\":\"2026-01-31T12:30:00.000Z\",\"total\":{\"requests\":1200,\"errors\":3,\"meanLatencyMillis\":0.3,"
                    + "\"p50LatencyMillis\":0.25,\"p95LatencyMillis\":0.6,\"p99LatencyMillis\":1.4},\"environments\":{\"production\":"
                    + "{\"requests\":1200,\"errors\":3,\"meanLatencyMillis\":0.3,\"p50LatencyMillis\":0.25,\"p95LatencyMillis\":0.6,"
                    + "\"p99LatencyMillis\":1.4}},\"lastUsed\":\"2026-01-31T12:00:00.000Z\",\"spent\":{\"inputTokens\":5200,\"outputTokens\":null,\"costs\":{\"EUR\":\"0.6\"}}}";

    @Inject
    private VersionUsage usage;

    @GET
    @Operation(
            summary = "Usage of a version",
            description =
                    "Requests and errors are exact counts by the hour; quantiles of latency are within 19 % above the true ones. lastUsed is"
                            + " the beginning of the last hour in which it was asked. spent has the tokens and the cost,"
                            + " exact, as far as somebody has told. period is hour, day, week, month or all.")
    @APIResponse(
            responseCode = "200",
            description = "The figures.",
            content = @Content(examples = @ExampleObject(name = "usage", value = USAGE)))
    public UsageView get(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @QueryParam("period") @DefaultValue("week") String period) {
        return usage.of(Callers.of(request), model, version, period);
    }
}
