package org.modelyard.evaluation.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.service.GoldenSetView;
import org.modelyard.evaluation.service.GoldenSets;
import org.modelyard.evaluation.service.Leakages;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;

/** The fixed rows that a model's versions are tested on. */
@ApplicationScoped
@Path("/models/{model}/golden-sets")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class GoldenSetsResource {

    @Inject
    private GoldenSets sets;

    @Inject
    private Leakages leakages;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Fix a golden set",
            description = "A dataset as it is now, or a snapshot, under a name that evaluations and comparisons of the"
                    + " model's versions take as 'golden'. It never changes. A name that the model's policy asks for is ADMIN's"
                    + " to give.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = GoldenSets.NewGoldenSet.class),
                            examples = @ExampleObject(name = "hard cases", value = Examples.NEW_GOLDEN)))
    @APIResponse(
            responseCode = "201",
            description = "The set; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = GoldenSetView.class),
                            examples = @ExampleObject(name = "hard cases", value = Examples.GOLDEN)))
    public Response create(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("model") String model,
            GoldenSets.@Nullable NewGoldenSet wanted) {
        GoldenSetView golden = sets.fix(Callers.of(request), model, Parameters.body(wanted));
        return Response.created(uri.getAbsolutePathBuilder().path(golden.name()).build())
                .entity(golden)
                .build();
    }

    @GET
    @Operation(summary = "List a model's golden sets", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of sets.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.GOLDENS)))
    public Page<GoldenSetView> list(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return sets.list(Callers.of(request), model, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "See a golden set")
    @APIResponse(
            responseCode = "200",
            description = "The set.",
            content = @Content(examples = @ExampleObject(name = "hard cases", value = Examples.GOLDEN)))
    public GoldenSetView get(
            @Context HttpServletRequest request, @PathParam("model") String model, @PathParam("name") String name) {
        return sets.get(Callers.of(request), model, name);
    }

    @GET
    @Path("/{name}/leakage")
    @Operation(
            summary = "See what a golden set has in common with what a version learnt",
            description =
                    "Rows that are identical, that have the same inputs, that repeat within the set; and with 'groupBy'"
                            + " rows whose group, such as a customer, was learnt from too. Evaluations leave identical rows out.")
    @APIResponse(
            responseCode = "200",
            description = "The counts, with the first examples by row number.",
            content = @Content(examples = @ExampleObject(name = "leakage", value = Examples.LEAKAGE)))
    public Response leakage(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("name") String name,
            @QueryParam("version") @Nullable String version,
            @QueryParam("groupBy") @Nullable String groupBy) {
        Caller caller = Callers.of(request);
        GoldenSetView golden = sets.get(caller, model, name);
        return Response.ok(
                        leakages.of(caller, version == null ? "latest" : version, golden, groupBy)
                                .toJson(),
                        MediaType.APPLICATION_JSON)
                .build();
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed("OPERATOR")
    @Operation(
            summary = "Give a golden set's name up",
            description = "Its snapshot and what was measured on it stay. 409 while the model's policy asks for it.")
    @APIResponse(responseCode = "204", description = "The name is free.")
    public void remove(
            @Context HttpServletRequest request, @PathParam("model") String model, @PathParam("name") String name) {
        sets.remove(Callers.of(request), model, name);
    }
}
