package org.modelyard.serving.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;

/**
 * What somebody says about an answer.
 *
 * @param label the true class
 * @param number the true value of a regression, from -10^12 to 10^12, so that sums of squares can be kept
 * @param accepted whether the answer was taken as it was: it counts as right or wrong where no label is given
 * @param rating the client's own scale, from -10^12 to 10^12
 * @param metadata JSON object
 * @param observedAt null for now
 */
public record Observation(
        @Nullable String label,
        @Nullable Double number,
        @Nullable Boolean accepted,
        @Nullable Boolean used,
        @Nullable Boolean helpful,
        @Nullable Double rating,
        @Nullable String interaction,
        @Nullable String comment,
        @Nullable String metadata,
        @Nullable Instant observedAt) {

    private static final int LONGEST_LABEL = 1_000;
    private static final int LONGEST_INTERACTION = 100;
    private static final int LONGEST_TEXT = 10_000;
    private static final double LARGEST = 1e12;

    /** @param path in front of each field's name, e.g. {@code "[3]."} or empty */
    public List<FieldError> errors(String path) {
        List<FieldError> errors = new ArrayList<>();
        if (label == null
                && number == null
                && accepted == null
                && used == null
                && helpful == null
                && rating == null
                && interaction == null
                && comment == null) {
            errors.add(new FieldError(
                    path + "label",
                    "Say something: label, value, accepted, used, helpful, rating, interaction or comment."));
        }
        if (label != null && number != null) {
            errors.add(new FieldError(path + "value", "Give a label or a value, not both."));
        }
        bounded(errors, path + "value", number);
        bounded(errors, path + "rating", rating);
        length(errors, path + "label", label, LONGEST_LABEL);
        length(errors, path + "interaction", interaction, LONGEST_INTERACTION);
        length(errors, path + "comment", comment, LONGEST_TEXT);
        length(errors, path + "metadata", metadata, LONGEST_TEXT);
        return errors;
    }

    private static void bounded(List<FieldError> errors, String field, @Nullable Double value) {
        if (value != null && !(Math.abs(value) <= LARGEST)) {
            errors.add(new FieldError(field, "This must be a number from -1e12 to 1e12."));
        }
    }

    private static void length(List<FieldError> errors, String field, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            errors.add(new FieldError(field, "This has at most " + longest + " characters."));
        }
    }
}
