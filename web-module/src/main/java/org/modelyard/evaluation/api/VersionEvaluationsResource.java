package org.modelyard.evaluation.api;

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
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.EvaluationView;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;

/** Asking a version about a snapshot, at any time after its training. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/evaluations")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation", description = "Versions asked about any rows, alone and side by side.")
public class VersionEvaluationsResource {

    @Inject
    private Evaluations evaluations;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Evaluate a version on any rows",
            description =
                    "On a dataset as it is now, or on a snapshot. Rows that the version has learnt from, by their content,"
                            + " are left out and counted.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Evaluations.Rows.class),
                            examples = @ExampleObject(name = "golden set", value = Examples.WISH)))
    @APIResponse(
            responseCode = "202",
            description = "The evaluation; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = EvaluationView.class),
                            examples = @ExampleObject(name = "evaluation", value = Examples.EVALUATION)))
    public Response create(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("model") String model,
            @PathParam("version") String version,
            Evaluations.@Nullable Rows rows) {
        EvaluationView made = evaluations.request(Callers.of(request), model, version, Parameters.body(rows));
        return Response.accepted(made)
                .location(uri.getBaseUriBuilder()
                        .path("evaluations")
                        .path(made.id().toString())
                        .build())
                .build();
    }

    @GET
    @Operation(summary = "List a version's evaluations", description = "Newest first; without that of its training.")
    @APIResponse(
            responseCode = "200",
            description = "A page of evaluations.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.EVALUATIONS)))
    public Page<EvaluationView> list(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return evaluations.list(Callers.of(request), model, version, Parameters.page(limit, cursor));
    }
}
