package org.modelyard.monitoring.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model fares, and why.
 *
 * @param score 1 less 0.5 for each critical and 0.2 for each warning, at least 0; null when nothing can be said
 * @param findings the worst first
 */
public record Health(Status status, @Nullable Double score, List<Finding> findings) {

    public Health {
        findings = List.copyOf(findings);
    }

    /** In falling order of trouble. */
    public enum Status {
        /** A critical finding. */
        UNHEALTHY,
        /** A warning. */
        DEGRADED,
        /** Nothing is known to be wrong, but what would show it is missing. */
        UNKNOWN,
        /** Everything needed was looked at and is as it should be. */
        HEALTHY
    }

    /**
     * Something to know.
     *
     * @param what was seen
     * @param advice what to do about it
     */
    public record Finding(Severity severity, String what, String advice) {}
}
