package org.modelyard.run.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** How far a run is, by what it says itself. */
public enum RunState {
    /** Still tells of itself. */
    RUNNING,
    FINISHED,
    FAILED,
    /** Ended from outside. */
    KILLED;

    public boolean ended() {
        return this != RUNNING;
    }

    /**
     * @param text in capitals or not
     * @throws Refusal.Invalid naming {@code state} when there is no such
     */
    public static RunState parse(String text) {
        return one(text, false);
    }

    /** @throws Refusal.Invalid naming {@code state} when it is missing, or no state in which a run ends */
    public static RunState parseEnd(@Nullable String text) {
        return one(text == null ? "" : text, true);
    }

    private static RunState one(String text, boolean ended) {
        String wanted = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(state -> state.ended() || !ended)
                .filter(state -> state.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "state",
                        "'" + Texts.brief(text) + "' is no state " + (ended ? "that a run ends in" : "of a run")
                                + "; there are "
                                + Arrays.stream(values())
                                        .filter(state -> state.ended() || !ended)
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
