package org.modelyard.ml.evaluation.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * A text to measure, as a client gives it.
 *
 * @param text that was generated
 * @param references what was wanted
 * @param logProbabilities of its tokens, natural logarithms; null where unknown
 */
public record GivenText(
        @Nullable String text,
        @Nullable List<@Nullable String> references,
        @Nullable List<@Nullable Double> logProbabilities) {

    public static final int MOST_TEXTS = 10_000;
    /** The longest common subsequence takes time by the square. */
    private static final int LONGEST_TEXT = 10_000;

    private static final int LONGEST_REASON = 200;
    private static final ObjectReader READER = new ObjectMapper().readerFor(GivenText.class);

    /**
     * Measures all of them, or none.
     *
     * @param path of the list, e.g. {@code texts}
     * @throws Refusal.Invalid naming every text that cannot be measured
     */
    public static TextMetrics measure(String path, @Nullable List<@Nullable GivenText> texts) {
        if (texts == null || texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw new Refusal.Invalid(path, "Give 1 to " + MOST_TEXTS + " texts.");
        }
        List<FieldError> errors = new ArrayList<>();
        List<TextMetrics.Generated> generated = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            GivenText given = texts.get(i);
            TextMetrics.Generated one =
                    (given == null ? new GivenText(null, null, null) : given).checked(path + "[" + i + "]", errors);
            if (one != null) {
                generated.add(one);
            }
        }
        Fields.check(errors);
        return TextMetrics.of(generated);
    }

    /**
     * Measures a file line by line, without keeping its texts.
     *
     * @param lines JSON, one text each, as the record has its fields
     * @throws Refusal.Invalid naming the first line that is no text, or cannot be measured
     * @throws IOException when it cannot be read
     */
    public static TextMetrics measure(InputStream lines) throws IOException {
        TextMetrics.Sums sums = new TextMetrics.Sums();
        int line = 0;
        try (MappingIterator<GivenText> all = READER.readValues(lines)) {
            while (all.hasNextValue()) {
                GivenText given = all.nextValue();
                line++;
                List<FieldError> errors = new ArrayList<>();
                TextMetrics.Generated one = given.checked("line " + line, errors);
                Fields.check(errors);
                if (one != null) {
                    sums.add(one);
                }
            }
        } catch (JsonProcessingException e) {
            Refusal.Invalid refusal = new Refusal.Invalid(
                    "file",
                    "Text " + (line + 1) + " of the file is none: "
                            + Texts.cut(e.getOriginalMessage(), LONGEST_REASON));
            refusal.initCause(e);
            throw refusal;
        }
        if (line == 0) {
            throw new Refusal.Invalid("file", "There is no text in the file.");
        }
        return sums.metrics();
    }

    private TextMetrics.@Nullable Generated checked(String path, List<FieldError> errors) {
        int before = errors.size();
        List<@Nullable Double> logs = logProbabilities;
        if (text == null) {
            errors.add(new FieldError(path + ".text", "Give the text that was generated."));
        }
        if (text != null && text.length() > LONGEST_TEXT) {
            errors.add(new FieldError(path + ".text", "A text has at most " + LONGEST_TEXT + " characters."));
        }
        if (references == null || references.isEmpty() || references.stream().anyMatch(Objects::isNull)) {
            errors.add(new FieldError(path + ".references", "Give one text at least that was wanted."));
        }
        if (references != null && references.stream().anyMatch(one -> one != null && one.length() > LONGEST_TEXT)) {
            errors.add(new FieldError(
                    path + ".references", "A text that was wanted has at most " + LONGEST_TEXT + " characters."));
        }
        if (logs != null && logs.stream().anyMatch(log -> log == null || !(log <= 0))) {
            errors.add(new FieldError(path + ".logProbabilities", "Logarithms of probabilities are 0 or less."));
        }
        if (errors.size() > before || text == null || references == null) {
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
