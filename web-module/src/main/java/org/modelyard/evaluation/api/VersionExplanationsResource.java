package org.modelyard.evaluation.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.Explanations;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;

/** Why a version answers as it does. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/explanations")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class VersionExplanationsResource {

    @Inject
    private Explanations explanations;

    /**
     * What to explain.
     *
     * @param inputs as a prediction takes them
     * @param label null for the one that is answered
     */
    public record ExplainBody(@Nullable Map<String, Object> inputs, @Nullable String label) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Explain an answer",
            description =
                    "What each input adds: exact for linear models and trees, else sampled, with standard errors. Nothing is"
                            + " logged as a prediction.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ExplainBody.class),
                            examples = @ExampleObject(name = "a loan", value = Examples.EXPLAIN)))
    @APIResponse(
            responseCode = "200",
            description = "The contributions, and what they sum to.",
            content = @Content(examples = @ExampleObject(name = "explanation", value = Examples.EXPLANATION)))
    public Response explain(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Nullable ExplainBody body) {
        ExplainBody wanted = Parameters.body(body);
        Map<String, Object> inputs = Parameters.inputs(wanted.inputs());
        return Response.ok(
                        explanations
                                .of(Callers.of(request), model, version, inputs, wanted.label())
                                .toJson(),
                        MediaType.APPLICATION_JSON)
                .build();
    }
}
