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
import java.util.List;
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
import org.modelyard.platform.model.Refusal;

/** Candidates in the order of what a version predicts for them. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/ranking")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class VersionRankingResource {

    @Inject
    private Advice advice;

    private static final int TOP = 10;

    /**
     * What to rank.
     *
     * @param unit inputs that all candidates share, such as the customer's
     * @param candidates inputs of each
     * @param label whose probability is ranked by; null for a number and for the second of two
     * @param top how many are wanted; null: 10
     */
    public record Body(
            @Nullable Map<String, Object> unit,
            @Nullable List<Map<String, Object>> candidates,
            @Nullable String label,
            @Nullable Integer top) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Rank candidates for a unit",
            description =
                    "Each candidate's inputs are joined with the unit's and asked about as a prediction is; the best first, of equal ones the first"
                            + " given, with what speaks for and against them where the model can be explained exactly. At most 10000."
                            + " Nothing is logged as a prediction.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Body.class),
                            examples = @ExampleObject(name = "offers", value = Examples.RANKING_WISH)))
    @APIResponse(
            responseCode = "200",
            description = "The best candidates by their position among those given.",
            content = @Content(examples = @ExampleObject(name = "offers", value = Examples.RANKING)))
    public Response rank(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Nullable Body body) {
        Body wanted = Parameters.body(body);
        List<Map<String, Object>> candidates =
                Parameters.given("candidates", wanted.candidates(), "Give the inputs of each candidate.");
        Integer top = wanted.top();
        if (top != null && top < 1) {
            throw new Refusal.Invalid("top", "Ask for one at least.");
        }
        Map<String, Object> unit = wanted.unit() == null ? Map.of() : wanted.unit();
        return Response.ok(
                        advice.ranking(
                                        Callers.of(request),
                                        model,
                                        version,
                                        unit,
                                        candidates,
                                        wanted.label(),
                                        top == null ? TOP : top)
                                .toJson(),
                        MediaType.APPLICATION_JSON)
                .build();
    }
}
