package org.modelyard.dataset.api;

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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.dataset.service.Datasets.NewDataset;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;

/** Datasets. */
@ApplicationScoped
@Path("/datasets")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "datasets", description = "Examples: importing, looking at them, taking snapshots to train on.")
public class DatasetsResource {

    @Inject
    private Datasets datasets;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a dataset",
            description = "Without 'features' the first import infers them from its first rows. With 'review' imported"
                    + " rows wait as PENDING.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = NewDataset.class),
                            examples = @ExampleObject(name = "tickets", value = Samples.NEW_DATASET)))
    @APIResponse(
            responseCode = "201",
            description = "The dataset; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = DatasetView.class),
                            examples = @ExampleObject(name = "tickets", value = Samples.DATASET)))
    @APIResponse(responseCode = "409", description = "The name is taken.")
    @APIResponse(responseCode = "422", description = "A name or feature that cannot be.")
    public Response create(@Context HttpServletRequest request, @Nullable NewDataset dataset) {
        DatasetView made = datasets.create(Callers.of(request), Parameters.body(dataset));
        return Response.created(URI.create("/api/v1/datasets/" + made.name()))
                .entity(made)
                .build();
    }

    @GET
    @Operation(summary = "List datasets, newest first", description = "Without 'quality', which a single one has.")
    public Page<DatasetView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return datasets.list(Callers.of(request), Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{dataset}")
    @Operation(
            summary = "Read a dataset with its counts and quality",
            description = "Shares are 0 to 1 and null where there is nothing to divide by.")
    @APIResponse(
            responseCode = "200",
            description = "The dataset.",
            content =
                    @Content(
                            schema = @Schema(implementation = DatasetView.class),
                            examples = @ExampleObject(name = "tickets", value = Samples.DATASET)))
    public DatasetView get(@Context HttpServletRequest request, @PathParam("dataset") String dataset) {
        return datasets.get(Callers.of(request), dataset);
    }
}
