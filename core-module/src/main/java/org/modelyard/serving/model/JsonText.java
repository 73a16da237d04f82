package org.modelyard.serving.model;

import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.ValueText;

/** Writes one flat JSON object, for rows of the log: a mapper costs several times as much. */
final class JsonText {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out;

    JsonText(int capacity) {
        out = new StringBuilder(capacity + 2).append('{');
    }

    void name(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        text(name);
        out.append(':');
    }

    /** A literal that is JSON already. */
    void raw(String json) {
        out.append(json);
    }

    /** @param number finite; others become null, which JSON has a word for */
    void number(double number) {
        out.append(Double.isFinite(number) ? ValueText.format(FeatureType.NUMERIC, number) : "null");
    }

    void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    String end() {
        return out.append('}').toString();
    }
}
