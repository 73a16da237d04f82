package org.modelyard.lineage.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** Where to look. */
public enum LineageDirection {
    /** What it came from. */
    UP,
    /** What came of it. */
    DOWN,
    BOTH;

    /** @throws Refusal.Invalid naming {@code direction} when it is none */
    public static LineageDirection parse(String text) {
        return Arrays.stream(values())
                .filter(direction -> direction.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "direction", "'" + Texts.brief(text) + "' is no direction; use up, down or both."));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<LineageDirection> parts() {
        return this == BOTH ? List.of(UP, DOWN) : List.of(this);
    }
}
