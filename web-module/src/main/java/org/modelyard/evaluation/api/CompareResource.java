package org.modelyard.evaluation.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.model.ComparisonWish;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.evaluation.service.ComparisonView;
import org.modelyard.evaluation.service.Comparisons;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.evaluation.service.VersionsSideBySide;
import org.modelyard.evaluation.service.VersionsView;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Refusal;

/** Versions side by side, and asking for tests of them. */
@ApplicationScoped
@Path("/models/compare")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class CompareResource {

    @Inject
    private Comparisons comparisons;

    @Inject
    private VersionsSideBySide sideBySide;

    /**
     * What to compare.
     *
     * @param versions two or more, as {@code model:version}, in place of a and b; the first is the version in use
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
            @Nullable List<@Nullable String> versions,
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
            return new Comparisons.NewComparison(ref("a", a), ref("b", b), rows(), wish());
        }

        Evaluations.Rows rows() {
            return new Evaluations.Rows(dataset, snapshot, golden);
        }

        ComparisonWish wish() {
            return new ComparisonWish(metric, guards, alpha, leastGain, seed);
        }

        boolean isUsual() {
            return Stream.of(metric, guards, alpha, leastGain, seed).allMatch(Objects::isNull);
        }

        /** @throws Refusal.Invalid when a or b is given beside them, or one is null */
        List<String> several(List<@Nullable String> named) {
            if (a != null || b != null) {
                throw new Refusal.Invalid("versions", "Give a and b, or versions: not both.");
            }
            List<String> several = new ArrayList<>();
            for (@Nullable String one : named) {
                if (one == null) {
                    throw new Refusal.Invalid("versions", "No version is null.");
                }
                several.add(one);
            }
            return several;
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
            summary = "Compare versions",
            description =
                    "a and b: both are asked about the same rows, of which neither has learnt. Paired tests with a stated error rate,"
                            + " corrected for the number of metrics, and a recommendation with its reason: PROMOTE, KEEP"
                            + " or INCONCLUSIVE. versions: two or more side by side, as GET shows them; each test that there is none of"
                            + " yet is asked for, on the same snapshot for all. 202 while one is not complete; Location leads to the"
                            + " same page.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = CompareBody.class),
                            examples = {
                                @ExampleObject(name = "two versions", value = Examples.COMPARE),
                                @ExampleObject(name = "several", value = Examples.COMPARE_SEVERAL)
                            }))
    @APIResponse(
            responseCode = "202",
            description = "The comparison; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = ComparisonView.class),
                            examples = @ExampleObject(name = "comparison", value = Examples.COMPARISON)))
    @APIResponse(responseCode = "200", description = "Several versions, every test of which is complete.")
    public Response compare(@Context HttpServletRequest request, @Context UriInfo uri, @Nullable CompareBody sent) {
        CompareBody body = Parameters.body(sent);
        if (body.versions() != null) {
            return several(request, uri, body, body.several(body.versions()));
        }
        ComparisonView made = comparisons.request(Callers.of(request), body.command());
        return Response.accepted(made)
                .location(uri.getBaseUriBuilder()
                        .path("comparisons")
                        .path(made.id().toString())
                        .build())
                .build();
    }

    private Response several(HttpServletRequest request, UriInfo uri, CompareBody body, List<String> versions) {
        VersionsView view =
                sideBySide.test(Callers.of(request), versions, body.rows(), body.isUsual() ? null : body.wish());
        boolean open = view.tests().stream()
                .anyMatch(test -> test.state() == WorkState.QUEUED || test.state() == WorkState.RUNNING);
        return Response.status(open ? Response.Status.ACCEPTED : Response.Status.OK)
                .location(uri.getBaseUriBuilder()
                        .path("models/compare")
                        .queryParam("versions", String.join(",", versions))
                        .queryParam("snapshot", view.snapshot())
                        .build())
                .entity(view)
                .build();
    }

    @GET
    @Operation(
            summary = "See versions side by side",
            description =
                    "2 to 10 versions as model:version, separated by commas; the first is what the others are held against. Own metrics with"
                            + " their intervals, the tests that there are on the snapshot (that of the newest version when missing), p"
                            + " adjusted for every metric of every test, and what differs in signature, hyperparameters, encoding,"
                            + " weights and model card. Nothing is asked for: POST does that.")
    @APIResponse(
            responseCode = "200",
            description = "The versions side by side.",
            content =
                    @Content(
                            schema = @Schema(implementation = VersionsView.class),
                            examples = @ExampleObject(name = "two", value = Examples.SIDE_BY_SIDE)))
    public VersionsView sideBySide(
            @Context HttpServletRequest request,
            @QueryParam("versions") @Nullable String versions,
            @QueryParam("snapshot") @Nullable String snapshot) {
        List<String> refs = versions == null || versions.isBlank()
                ? List.of()
                : Arrays.stream(versions.split(",")).map(String::strip).toList();
        return sideBySide.of(Callers.of(request), refs, snapshot);
    }
}
