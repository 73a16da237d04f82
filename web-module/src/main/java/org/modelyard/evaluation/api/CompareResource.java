package org.modelyard.evaluation.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.model.ComparisonWish;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.evaluation.service.ComparisonView;
import org.modelyard.evaluation.service.Comparisons;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Refusal;

/** Asking for two versions side by side. */
@ApplicationScoped
@Path("/models/compare")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class CompareResource {

    @Inject
    private Comparisons comparisons;

    /**
     * What to compare.
     *
     * @param a the version in use, as {@code model:version}
     * @param b the candidate
     * @param dataset its accepted rows as they are now; without dataset, snapshot and golden set, the candidate's own snapshot
     * @param snapshot id
     * @param golden name of a golden set of b's model
     * @param metric that decides; accuracy or mae when null
     * @param guards metrics that must not become worse
     * @param alpha rate of false alarms; 0.05 when null
     * @param leastGain how much better the metric must be; 0 when null
     * @param seed of the bootstrap; 42 when null
     */
    public record CompareBody(
            @Nullable String a,
            @Nullable String b,
            @Nullable String dataset,
            @Nullable String snapshot,
            @Nullable String golden,
            @Nullable String metric,
            @Nullable List<String> guards,
            @Nullable Double alpha,
            @Nullable Double leastGain,
            @Nullable Long seed) {

        Comparisons.NewComparison command() {
            return new Comparisons.NewComparison(
                    ref("a", a),
                    ref("b", b),
                    new Evaluations.Rows(dataset, snapshot, golden),
                    new ComparisonWish(metric, guards, alpha, leastGain, seed));
        }

        private static VersionRef ref(String field, @Nullable String text) {
            if (text == null) {
                throw new Refusal.Invalid(field, "Say which version, as model:version.");
            }
            return VersionRef.parse(field, text);
        }
    }

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Compare two versions",
            description =
                    "Both are asked about the same rows, of which neither has learnt. Paired tests with a stated error rate,"
                            + " corrected for the number of metrics, and a recommendation with its reason: PROMOTE, KEEP"
                            + " or INCONCLUSIVE.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = CompareBody.class),
                            examples = @ExampleObject(name = "two versions", value = Examples.COMPARE)))
    @APIResponse(
            responseCode = "202",
            description = "The comparison; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = ComparisonView.class),
                            examples = @ExampleObject(name = "comparison", value = Examples.COMPARISON)))
    public Response compare(@Context HttpServletRequest request, @Context UriInfo uri, @Nullable CompareBody body) {
        ComparisonView made =
                comparisons.request(Callers.of(request), Parameters.body(body).command());
        return Response.accepted(made)
                .location(uri.getBaseUriBuilder()
                        .path("comparisons")
                        .path(made.id().toString())
                        .build())
                .build();
    }
}
