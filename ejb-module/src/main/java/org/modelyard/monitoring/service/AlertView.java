package org.modelyard.monitoring.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.entity.Alert;
import org.modelyard.monitoring.model.AlertState;
import org.modelyard.monitoring.model.Severity;

/**
 * An alert as others see it.
 *
 * @param count how often its cause was seen
 */
public record AlertView(
        UUID id,
        Severity severity,
        AlertState state,
        String kind,
        String subject,
        String title,
        String detail,
        Instant raisedAt,
        Instant lastSeenAt,
        long count,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt) {

    static AlertView of(Alert alert) {
        return new AlertView(
                alert.publicId(),
                alert.severity(),
                alert.state(),
                alert.kind(),
                alert.subject(),
                alert.title(),
                alert.detail(),
                alert.raisedAt(),
                alert.lastSeenAt(),
                alert.occurrences(),
                alert.acknowledgedBy(),
                alert.acknowledgedAt());
    }
}
