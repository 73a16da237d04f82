package org.modelyard.run.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.model.Ids;
import org.modelyard.run.service.RunComparisons;

/** Runs side by side. */
@ApplicationScoped
@Path("/runs/compare")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public class RunComparisonResource {

    @Inject
    private RunComparisons comparisons;

    @GET
    @Operation(
            summary = "Compare runs",
            description = "ids are 2 to 10 runs, separated by commas; training jobs of this server may be among them."
                    + " Parameters that differ, and the last value of each metric.")
    @APIResponse(
            responseCode = "200",
            description = "The runs side by side.",
            content =
                    @Content(
                            schema = @Schema(implementation = RunComparisons.View.class),
                            examples = @ExampleObject(name = "two", value = Examples.COMPARISON)))
    public RunComparisons.View compare(@Context HttpServletRequest request, @QueryParam("ids") @Nullable String ids) {
        List<UUID> wanted = ids == null || ids.isBlank()
                ? List.of()
                : Arrays.stream(ids.split(","))
                        .map(String::strip)
                        .map(id -> Ids.parse(RunsResource.RUN, id))
                        .toList();
        return comparisons.of(Callers.of(request), wanted);
    }
}
