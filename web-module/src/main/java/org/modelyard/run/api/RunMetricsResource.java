package org.modelyard.run.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.Refusal;
import org.modelyard.run.model.MetricPoint;
import org.modelyard.run.service.RunCurves;

/** The metrics of a run, point by point. */
@ApplicationScoped
@Path("/runs/{id}/metrics")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public class RunMetricsResource {

    @Inject
    private RunCurves curves;

    /**
     * One point, or many.
     *
     * @param step 0 when null
     * @param at now when null
     * @param metrics up to 1,000 points, instead of the others
     */
    public record MetricsBody(
            @Nullable String key,
            @Nullable Double value,
            @Nullable Long step,
            @Nullable Instant at,
            @Nullable List<MetricPoint.Given> metrics) {

        List<MetricPoint.Given> points() {
            boolean one = key != null || value != null || step != null || at != null;
            if (one == (metrics != null)) {
                throw new Refusal.Invalid("metrics", "Give one point, as 'key' and 'value', or many in 'metrics'.");
            }
            return metrics == null ? List.of(new MetricPoint.Given(key, value, step, at)) : metrics;
        }
    }

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Add points to metrics of a run",
            description =
                    "One, or up to 1,000 in one call. A point that is there already, by key, step and time, stays as it"
                            + " is, so that a call may be repeated when it says the times.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = MetricsBody.class),
                            examples = {
                                @ExampleObject(name = "many", value = Examples.METRICS),
                                @ExampleObject(name = "one", value = Examples.METRIC)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "How many came, and how many of them were new.",
            content =
                    @Content(
                            schema = @Schema(implementation = RunCurves.Logged.class),
                            examples = @ExampleObject(name = "stored", value = Examples.LOGGED)))
    @APIResponse(responseCode = "409", description = "The run has ended.")
    @APIResponse(responseCode = "422", description = "A point is wrong: then none is stored.")
    public RunCurves.Logged log(
            @Context HttpServletRequest request, @PathParam("id") String id, @Nullable MetricsBody body) {
        return curves.log(
                Callers.of(request),
                Ids.parse(RunsResource.RUN, id),
                Parameters.body(body).points());
    }

    @GET
    @Operation(summary = "List the points of a metric", description = "In the order of steps, then of times.")
    @APIResponse(
            responseCode = "200",
            description = "A page of points.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.POINTS)))
    @APIResponse(responseCode = "404", description = "There is no such run, or it has no such metric.")
    public Page<RunCurves.Point> points(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @QueryParam("key") @Nullable String key,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (key == null) {
            throw new Refusal.Invalid("key", "Say which metric; the run itself lists them.");
        }
        return curves.points(
                Callers.of(request), Ids.parse(RunsResource.RUN, id), key, Parameters.integer("limit", limit), cursor);
    }
}
