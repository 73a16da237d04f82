package org.modelyard.lineage.api;

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
import org.modelyard.lineage.model.LineageGraph;
import org.modelyard.lineage.service.Lineages;
import org.modelyard.platform.api.Callers;

/** What a version came of, and what came of it. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/lineage")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lineage", description = "What came of what.")
public class VersionLineageResource {

    @Inject
    private Lineages lineages;

    @GET
    @Operation(
            summary = "See a version's lineage",
            description =
                    "From the rows and the training job or the run to the version, and from it to the versions after it, the chains"
                            + " that ask it, deployments, exports, evaluations, comparisons and experiments."
                            + Reaches.SAID)
    @APIResponse(
            responseCode = "200",
            description = "Nodes and edges; from, verb, to is a sentence.",
            content =
                    @Content(
                            schema = @Schema(implementation = LineageGraph.class),
                            examples = @ExampleObject(name = "one step up", value = Examples.GRAPH)))
    public LineageGraph get(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @QueryParam("direction") @Nullable String direction,
            @QueryParam("depth") @Nullable String depth) {
        return lineages.ofVersion(Callers.of(request), model, version, Reaches.of(direction, depth));
    }
}
