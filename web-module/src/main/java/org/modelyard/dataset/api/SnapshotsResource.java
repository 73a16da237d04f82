package org.modelyard.dataset.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.service.SnapshotView;
import org.modelyard.dataset.service.Snapshots;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;

/** Snapshots of a dataset. */
@ApplicationScoped
@Path("/datasets/{dataset}/snapshots")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "datasets")
public class SnapshotsResource {

    @Inject
    private Snapshots snapshots;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Operation(
            summary = "Take a snapshot of the accepted examples",
            description = "It never changes. 'sha256' says what the rows are: the same content gives the same, whatever"
                    + " the order. While nothing has changed, the answer is the last snapshot again, with 200.")
    @APIResponse(
            responseCode = "201",
            description = "The snapshot; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = SnapshotView.class),
                            examples = @ExampleObject(name = "snapshot", value = Samples.SNAPSHOT)))
    @APIResponse(responseCode = "200", description = "The last snapshot: nothing has changed since.")
    @APIResponse(responseCode = "409", description = "There is no accepted example.")
    public Response create(@Context HttpServletRequest request, @PathParam("dataset") String dataset) {
        Snapshots.Taken taken = snapshots.create(Callers.of(request), dataset);
        SnapshotView snapshot = taken.snapshot();
        URI location = URI.create("/api/v1/datasets/" + dataset + "/snapshots/" + snapshot.id());
        return Response.status(taken.created() ? Response.Status.CREATED : Response.Status.OK)
                .location(location)
                .entity(snapshot)
                .build();
    }

    @GET
    @Operation(summary = "List snapshots, newest first")
    public Page<SnapshotView> list(
            @Context HttpServletRequest request,
            @PathParam("dataset") String dataset,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return snapshots.list(Callers.of(request), dataset, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a snapshot")
    @APIResponse(
            responseCode = "200",
            description = "The snapshot.",
            content =
                    @Content(
                            schema = @Schema(implementation = SnapshotView.class),
                            examples = @ExampleObject(name = "snapshot", value = Samples.SNAPSHOT)))
    public SnapshotView get(
            @Context HttpServletRequest request, @PathParam("dataset") String dataset, @PathParam("id") String id) {
        return snapshots.get(Callers.of(request), dataset, Ids.parse("snapshot", id));
    }
}
