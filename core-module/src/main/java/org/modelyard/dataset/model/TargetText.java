package org.modelyard.dataset.model;

import org.jspecify.annotations.Nullable;

/** A target as it comes from outside: a label, a number, an output text. */
public final class TargetText {

    public static final int MAX_LABEL = 256;

    private TargetText() {}

    /**
     * Puts the target into the row.
     *
     * @return null when it is good, otherwise the reason why it is not; the row is unchanged then
     */
    public static @Nullable String parse(String text, ExampleRow row) {
        if (text.isBlank()) {
            return "the target is missing";
        }
        switch (row.schema().task()) {
            case CLASSIFICATION -> {
                if (text.length() > MAX_LABEL) {
                    return "the label has " + text.length() + " characters, at most " + MAX_LABEL + " are allowed";
                }
                row.target(text);
            }
            case REGRESSION -> {
                char[] chars = text.toCharArray();
                double number = NumberText.parse(chars, 0, chars.length);
                if (Double.isNaN(number)) {
                    return NumberText.reason(text);
                }
                row.target(number);
            }
            case GENERATION -> row.target(text);
        }
        return null;
    }
}
