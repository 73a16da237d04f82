package org.modelyard.evaluation.model;

import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * A version by name.
 *
 * @param version a number, a range or {@code latest}
 */
public record VersionRef(String model, String version) {

    /**
     * @param field for the refusal
     * @param text such as {@code tickets:1.0.0}
     * @throws Refusal.Invalid when it is not written so
     */
    public static VersionRef parse(String field, String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new Refusal.Invalid(
                    field, "'" + Texts.brief(text) + "' names no version: write model:version, e.g. tickets:1.0.0.");
        }
        return new VersionRef(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return model + ":" + version;
    }
}
