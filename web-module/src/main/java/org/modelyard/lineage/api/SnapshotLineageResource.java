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
import org.modelyard.platform.model.Ids;

/** What was learnt from a snapshot. */
@ApplicationScoped
@Path("/datasets/{dataset}/snapshots/{snapshot}/lineage")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lineage", description = "What came of what.")
public class SnapshotLineageResource {

    @Inject
    private Lineages lineages;

    @GET
    @Operation(summary = "See a snapshot's lineage", description = "What was learnt from it." + Reaches.SAID)
    @APIResponse(
            responseCode = "200",
            description = "Nodes and edges; from, verb, to is a sentence.",
            content =
                    @Content(
                            schema = @Schema(implementation = LineageGraph.class),
                            examples = @ExampleObject(name = "one step up", value = Examples.GRAPH)))
    public LineageGraph get(
            @Context HttpServletRequest request,
            @PathParam("dataset") String dataset,
            @PathParam("snapshot") String snapshot,
            @QueryParam("direction") @Nullable String direction,
            @QueryParam("depth") @Nullable String depth) {
        return lineages.ofSnapshot(
                Callers.of(request), dataset, Ids.parse("snapshot", snapshot), Reaches.of(direction, depth));
    }
}
