package org.modelyard.monitoring.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.Health;

/**
 * How a model fares now.
 *
 * @param environments that were looked at
 * @param score 0-1; null when nothing can be said
 */
public record HealthReportView(
        String model,
        Health.Status status,
        @Nullable Double score,
        List<Health.Finding> findings,
        List<String> environments,
        Instant at) {}
