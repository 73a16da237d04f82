package org.modelyard.registry.model;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a version is in its life; docs/registry.md draws it. */
public enum Stage {
    /** Brought from elsewhere and not evaluated here yet. */
    DRAFT,
    /** Passed its gates: may be deployed. */
    READY,
    /** Champion of the environment {@code staging}, and not of production. */
    STAGING,
    /** Champion of the environment {@code production}. */
    PRODUCTION,
    /** Another is to be used instead: goes on where it serves, comes nowhere else. */
    DEPRECATED,
    /** Put away: serves nowhere. */
    ARCHIVED,
    /** Failed a gate: kept as a record, never deployed. */
    REJECTED,
    /** Its model lives elsewhere: kept as a record, never deployed. */
    EXTERNAL;

    /** Those whose model may answer. */
    public static final Set<Stage> ANSWERING =
            Arrays.stream(values()).filter(Stage::answers).collect(Collectors.toUnmodifiableSet());

    /** Whether it may come into service, and ranges and {@code latest} may mean it. */
    public boolean offered() {
        return this == READY || this == STAGING || this == PRODUCTION;
    }

    /** Whether its model may answer: also where it serves already, or is asked for by its number. */
    public boolean answers() {
        return offered() || this == DEPRECATED;
    }

    /** What being champion of an environment makes of a version; null: nothing, as in development. */
    public static @Nullable Stage ofChampion(String environment) {
        return switch (environment) {
            case "staging" -> STAGING;
            case "production" -> PRODUCTION;
            default -> null;
        };
    }
}
