package org.modelyard.dataset.model;

import java.util.Locale;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** What an import does with a row whose content the dataset holds already. */
public enum DuplicateMode {
    /** Takes it in as one more occurrence: real data holds identical rows. */
    KEEP,
    /** Leaves it out, so that the same file twice changes nothing. */
    SKIP;

    /** @throws Refusal.Invalid for anything but {@code keep} and {@code skip} */
    public static DuplicateMode of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "keep" -> KEEP;
            case "skip" -> SKIP;
            default ->
                throw new Refusal.Invalid("duplicates", "duplicates is '" + Texts.brief(text) + "', use keep or skip.");
        };
    }
}
