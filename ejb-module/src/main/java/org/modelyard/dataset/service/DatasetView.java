package org.modelyard.dataset.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.model.DatasetQuality;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;

/**
 * A dataset as others see it.
 *
 * @param features null until the first import has inferred them
 * @param review imported rows wait for a reviewer
 * @param quality null in lists
 */
public record DatasetView(
        String name,
        Task task,
        String target,
        @Nullable List<FeatureSpec> features,
        boolean review,
        Counts counts,
        @Nullable DatasetQuality quality,
        Instant createdAt) {

    /** Examples by status. */
    public record Counts(long total, long accepted, long pending, long rejected) {}

    static DatasetView of(Dataset dataset, @Nullable DatasetQuality quality) {
        long total = dataset.accepted() + dataset.pending() + dataset.rejected();
        return new DatasetView(
                dataset.name(),
                dataset.task(),
                dataset.target(),
                dataset.schema().map(Schema::features).orElse(null),
                dataset.review(),
                new Counts(total, dataset.accepted(), dataset.pending(), dataset.rejected()),
                quality,
                dataset.createdAt());
    }
}
