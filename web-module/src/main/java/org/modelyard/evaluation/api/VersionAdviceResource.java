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
import org.modelyard.evaluation.service.Advice;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;

/** Edits of a content that raise a version's prediction. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/advice")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class VersionAdviceResource {

    @Inject
    private Advice advice;

    /**
     * What to look at.
     *
     * @param inputs as a prediction takes them
     * @param plan which edits: text, words, hashtags, question, emoji, time, zone, alternatives, pairs, most; null: what suits
     *     the inputs
     * @param label whose probability is to be raised; null for a number and for the second of two
     */
    public record Body(
            @Nullable Map<String, Object> inputs, @Nullable Map<String, Object> plan, @Nullable String label) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Suggest edits that raise the prediction",
            description =
                    "Length, hashtags, question, emoji, posting hour and values that you allow, each asked about as a prediction is; the greatest"
                            + " gain first. Gains have an interval where the version keeps the models of its folds (recipe content-optimisation)."
                            + " A predicted gain is an association and promises no cause. Nothing is logged as a prediction.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Body.class),
                            examples = @ExampleObject(name = "a caption", value = Examples.ADVICE_WISH)))
    @APIResponse(
            responseCode = "200",
            description = "The suggestions, or why there are none.",
            content = @Content(examples = @ExampleObject(name = "a caption", value = Examples.ADVICE)))
    public Response advise(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Nullable Body body) {
        Body wanted = Parameters.body(body);
        Map<String, Object> inputs = Parameters.inputs(wanted.inputs());
        Map<String, Object> plan = wanted.plan() == null ? Map.of() : wanted.plan();
        return Response.ok(
                        advice.content(Callers.of(request), model, version, inputs, plan, wanted.label())
                                .toJson(),
                        MediaType.APPLICATION_JSON)
                .build();
    }
}
