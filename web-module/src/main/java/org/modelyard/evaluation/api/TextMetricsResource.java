package org.modelyard.evaluation.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.text.GivenText;
import org.modelyard.ml.evaluation.text.TextMetrics;
import org.modelyard.platform.api.Parameters;

/** Measures texts that were generated, wherever they were. */
@ApplicationScoped
@Path("/evaluations/text")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class TextMetricsResource {

    /** What to measure. */
    public record TextsBody(@Nullable List<@Nullable GivenText> texts) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Measure generated texts",
            description = "BLEU, ROUGE-L and chrF against references (0 to 1), perplexity from the tokens'"
                    + " log-probabilities (null without them). At most 10000 texts; nothing is stored.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = TextsBody.class),
                            examples = @ExampleObject(name = "two answers", value = Examples.TEXTS)))
    @APIResponse(
            responseCode = "200",
            description = "The measures over all texts.",
            content =
                    @Content(
                            schema = @Schema(implementation = TextMetrics.class),
                            examples = @ExampleObject(name = "measured", value = Examples.TEXT_METRICS)))
    public TextMetrics measure(@Nullable TextsBody body) {
        return GivenText.measure("texts", Parameters.body(body).texts());
    }
}
