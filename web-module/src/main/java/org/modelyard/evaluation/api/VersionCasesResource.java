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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.Cases;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Refusal;

/** Solved cases that are like a new one. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/similar")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class VersionCasesResource {

    private static final int K = 5;
    private static final int MOST = 100;

    @Inject
    private Cases cases;

    /**
     * What to look for.
     *
     * @param inputs as a prediction takes them
     * @param k how many cases at the most, 1 to 100; null: 5
     */
    public record Body(@Nullable Map<String, Object> inputs, @Nullable Integer k) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Find solved cases that are like a new one",
            description =
                    "Among the examples that the version was trained on (recipe suggestion), by the words that they share;"
                            + " with what the version answers itself. Nothing is logged as a prediction.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Body.class),
                            examples = @ExampleObject(name = "a ticket", value = Examples.SIMILAR_WISH)))
    @APIResponse(
            responseCode = "200",
            description = "The most similar first, with the example that each is.",
            content =
                    @Content(
                            schema = @Schema(implementation = Cases.Suggested.class),
                            examples = @ExampleObject(name = "a ticket", value = Examples.SIMILAR)))
    @APIResponse(responseCode = "409", description = "The version keeps no cases.")
    public Cases.Suggested similar(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Nullable Body body) {
        Body wanted = Parameters.body(body);
        Map<String, Object> inputs = Parameters.inputs(wanted.inputs());
        Integer k = wanted.k();
        if (k != null && (k < 1 || k > MOST)) {
            throw new Refusal.Invalid("k", "k is a whole number from 1 to " + MOST + ".");
        }
        return cases.similar(Callers.of(request), model, version, inputs, k == null ? K : k);
    }
}
