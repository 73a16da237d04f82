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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.Advice;
import org.modelyard.ml.explain.Wanted;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;

/** What would have to be different for another answer. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/counterfactuals")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class VersionCounterfactualsResource {

    @Inject
    private Advice advice;

    /**
     * What to look for; exactly one of the last four.
     *
     * @param inputs as a prediction takes them
     * @param fixed inputs that cannot be changed; null: none
     * @param label the wanted label
     * @param otherThan any label but this one
     * @param atLeast the least value that is wanted
     * @param atMost the greatest
     */
    public record Body(
            @Nullable Map<String, Object> inputs,
            @Nullable List<String> fixed,
            @Nullable String label,
            @Nullable String otherThan,
            @Nullable Double atLeast,
            @Nullable Double atMost) {

        Wanted wanted() {
            List<Wanted> all = new ArrayList<>();
            if (label != null) {
                all.add(new Wanted.Label(label));
            }
            if (otherThan != null) {
                all.add(new Wanted.OtherThan(otherThan));
            }
            if (atLeast != null) {
                all.add(new Wanted.AtLeast(atLeast));
            }
            if (atMost != null) {
                all.add(new Wanted.AtMost(atMost));
            }
            if (all.size() != 1) {
                throw new Refusal.Invalid("label", "Give one of 'label', 'otherThan', 'atLeast' and 'atMost'.");
            }
            return all.get(0);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say what would change an answer",
            description =
                    "The fewest, then smallest changes that lead to the wanted answer, with values that occur in training. Sensitive inputs, texts"
                            + " and times are never changed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Body.class),
                            examples = @ExampleObject(name = "a loan", value = Examples.COUNTERFACTUAL_WISH)))
    @APIResponse(
            responseCode = "200",
            description = "Alternatives, the nearest first, or how far the search went.",
            content = @Content(examples = @ExampleObject(name = "a loan", value = Examples.COUNTERFACTUAL)))
    public Response find(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Nullable Body body) {
        Body wanted = Parameters.body(body);
        Map<String, Object> inputs = Parameters.inputs(wanted.inputs());
        Set<String> fixed = wanted.fixed() == null ? Set.of() : Set.copyOf(Fields.all("fixed", wanted.fixed()));
        return Response.ok(
                        advice.counterfactual(Callers.of(request), model, version, inputs, wanted.wanted(), fixed)
                                .toJson(),
                        MediaType.APPLICATION_JSON)
                .build();
    }
}
