package org.modelyard.evaluation.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.text.TextMetrics;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;

/** Measures texts that were generated, wherever they were. */
@ApplicationScoped
@Path("/evaluations/text")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class TextMetricsResource {

    private static final int MOST_TEXTS = 10_000;
    /** The longest common subsequence takes time by the square. */
    private static final int LONGEST_TEXT = 10_000;

    /** What to measure. */
    public record TextsBody(@Nullable List<@Nullable TextBody> texts) {}

    /**
     * One text.
     *
     * @param references what was wanted
     * @param logProbabilities of its tokens, natural logarithms; null where unknown
     */
    public record TextBody(
            @Nullable String text,
            @Nullable List<@Nullable String> references,
            @Nullable List<@Nullable Double> logProbabilities) {}

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
        List<@Nullable TextBody> texts = Parameters.body(body).texts();
        if (texts == null || texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw new Refusal.Invalid("texts", "Give 1 to " + MOST_TEXTS + " texts.");
        }
        List<FieldError> errors = new ArrayList<>();
        List<TextMetrics.Generated> generated = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            TextMetrics.Generated one = checked("texts[" + i + "]", texts.get(i), errors);
            if (one != null) {
                generated.add(one);
            }
        }
        Fields.check(errors);
        return TextMetrics.of(generated);
    }

    private static TextMetrics.@Nullable Generated checked(
            String path, @Nullable TextBody given, List<FieldError> errors) {
        String text = given == null ? null : given.text();
        List<@Nullable String> references = given == null ? null : given.references();
        List<@Nullable Double> logs = given == null ? null : given.logProbabilities();
        if (text == null) {
            errors.add(new FieldError(path + ".text", "Give the text that was generated."));
        }
        if (text != null && text.length() > LONGEST_TEXT) {
            errors.add(new FieldError(path + ".text", "A text has at most " + LONGEST_TEXT + " characters."));
        }
        if (references == null || references.isEmpty() || references.contains(null)) {
            errors.add(new FieldError(path + ".references", "Give one text at least that was wanted."));
        }
        if (logs != null && logs.stream().anyMatch(log -> log == null || !(log <= 0))) {
            errors.add(new FieldError(path + ".logProbabilities", "Logarithms of probabilities are 0 or less."));
        }
        if (!errors.isEmpty() || text == null || references == null) {
            return null;
        }
        return new TextMetrics.Generated(
                text,
                references.stream().map(String::valueOf).toList(),
                logs == null
                        ? new double[0]
                        : logs.stream()
                                .mapToDouble(log -> log == null ? Double.NaN : log)
                                .toArray());
    }
}
