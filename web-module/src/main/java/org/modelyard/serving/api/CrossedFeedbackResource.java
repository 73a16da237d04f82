package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.serving.service.CrossedFeedback;
import org.modelyard.serving.service.CrossedFeedbackView;

/** What feedback says of a model's answers, by two things at once. */
@ApplicationScoped
@Path("/metrics/models/{model}/feedback/crossed")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "metrics")
public class CrossedFeedbackResource {

    private static final String RATE =
            "{\"told\":420,\"positive\":357,\"share\":0.85,\"interval\":{\"low\":0.813,\"high\":0.881,\"confidence\":0.95}}";
    private static final String UNTOLD = "{\"told\":0,\"positive\":0,\"share\":null,\"interval\":null}";
    private static final String EXAMPLE =
            "{\"model\":\"income\",\"period\":\"week\",\"environment\":null,\"since\":\"2026-01-24T12:30:00.000Z\",\"until\":\"2026-01-31T12:30:00.000Z\","
                    + "\"by\":\"version\",\"and\":\"label\",\"groups\":[{\"names\":[\"1.0.0\",\"yes\"],\"rates\":{\"accuracy\":"
                    + RATE + ",\"used\":" + UNTOLD + ",\"helpful\":" + UNTOLD + "}}]}";

    @Inject
    private CrossedFeedback feedback;

    @GET
    @Operation(
            summary = "What feedback says by two things at once",
            description =
                    "Accuracy, usage rate and helpfulness as /metrics/models/{model}/feedback tells them, of answers of which both is said: 'by' and 'and' are two of"
                            + " version, variant, label (the one that was observed), day, attribute:<name> and dimension:<name>. The last two are in"
                            + " the inference log, and told as long as it has the answers, of at most 500000 rows of feedback (422). At most 1,000"
                            + " groups (422).")
    @APIResponse(
            responseCode = "200",
            description = "The rates",
            content = @Content(examples = @ExampleObject(name = "by version and label", value = EXAMPLE)))
    public CrossedFeedbackView get(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @QueryParam("period") @DefaultValue("week") String period,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("by") @DefaultValue("version") String by,
            @QueryParam("and") @Nullable String and) {
        return feedback.ofModel(
                Callers.of(request),
                model,
                period,
                environment,
                by,
                Parameters.given(
                        "and",
                        and,
                        "Say by what else: version, variant, label, day, attribute: or dimension: and its name."));
    }
}
