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
import org.modelyard.platform.model.Page;
import org.modelyard.serving.service.UsageView;
import org.modelyard.serving.service.VersionUsage;

/** How much each version of a model is used. */
@ApplicationScoped
@Path("/models/{model}/usage")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "metrics")
public class ModelUsageResource {

    @Inject
    private VersionUsage usage;

    @GET
    @Operation(
            summary = "Usage of a model's versions",
            description =
                    "Requests and errors are exact counts by the hour; quantiles of latency are within 19 % above the true ones. lastUsed is"
                            + " the beginning of the last hour in which it was asked. spent has the tokens and the cost, exact, as far as somebody has told. period is hour, day, week, month or all."
                            + " Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "The figures.",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "usage",
                                            value = "{\"items\":[" + VersionUsageResource.USAGE + "],\"next\":null}")))
    public Page<UsageView> get(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @QueryParam("period") @DefaultValue("week") String period,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return usage.ofModel(Callers.of(request), model, period, Parameters.page(limit, cursor));
    }
}
