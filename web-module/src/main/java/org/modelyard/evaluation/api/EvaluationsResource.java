package org.modelyard.evaluation.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.evaluation.service.EvaluationView;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.model.Ids;

/** Evaluations by id. */
@ApplicationScoped
@Path("/evaluations/{id}")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class EvaluationsResource {

    private static final String EVALUATION = "evaluation";

    @Inject
    private Evaluations evaluations;

    @GET
    @Operation(summary = "See an evaluation", description = "Its state, and its metrics once it is COMPLETED.")
    @APIResponse(
            responseCode = "200",
            description = "The evaluation.",
            content =
                    @Content(
                            schema = @Schema(implementation = EvaluationView.class),
                            examples = @ExampleObject(name = "completed", value = Examples.EVALUATION)))
    public EvaluationView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return evaluations.get(Callers.of(request), Ids.parse(EVALUATION, id));
    }

    @GET
    @Path("/document")
    @Operation(
            summary = "See the whole of an evaluation",
            description = "Metrics with their intervals, labels, confusion matrix and curves.")
    @APIResponse(
            responseCode = "200",
            description = "The document.",
            content = @Content(examples = @ExampleObject(name = "document", value = Examples.DOCUMENT)))
    @APIResponse(responseCode = "409", description = "It is not complete.")
    public Response document(@Context HttpServletRequest request, @PathParam("id") String id) {
        return Response.ok(
                        evaluations.document(Callers.of(request), Ids.parse(EVALUATION, id)),
                        MediaType.APPLICATION_JSON)
                .build();
    }
}
