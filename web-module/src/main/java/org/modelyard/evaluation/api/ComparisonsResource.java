package org.modelyard.evaluation.api;

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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.ComparisonView;
import org.modelyard.evaluation.service.Comparisons;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;

/** Two versions side by side. */
@ApplicationScoped
@Path("/comparisons")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class ComparisonsResource {

    @Inject
    private Comparisons comparisons;

    @GET
    @Operation(summary = "List comparisons", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of comparisons.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.COMPARISONS)))
    public Page<ComparisonView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return comparisons.list(Callers.of(request), Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "See a comparison", description = "Its state, and its result once it is COMPLETED.")
    @APIResponse(
            responseCode = "200",
            description = "The comparison.",
            content =
                    @Content(
                            schema = @Schema(implementation = ComparisonView.class),
                            examples = @ExampleObject(name = "completed", value = Examples.COMPARISON)))
    public ComparisonView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return comparisons.get(Callers.of(request), Ids.parse("comparison", id));
    }
}
