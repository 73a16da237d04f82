package org.modelyard.dataset.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.entity.DatasetImport;
import org.modelyard.dataset.model.ImportState;
import org.modelyard.dataset.model.RowError;

/**
 * An import as others see it; while it is RUNNING, the counts are those of the last chunk.
 *
 * @param read rows parsed, good or not
 * @param accepted rows that became examples
 * @param duplicates rows whose content the dataset held already: accepted as well with {@code keep}, left out with
 *     {@code skip}
 * @param rejected rows that were not good
 * @param errors why, for the first hundred
 * @param problem why the import FAILED
 */
public record ImportView(
        UUID id,
        String dataset,
        ImportState state,
        long read,
        long accepted,
        long duplicates,
        long rejected,
        List<RowError> errors,
        @Nullable String problem,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static ImportView of(DatasetImport one, String dataset) {
        return new ImportView(
                one.publicId(),
                dataset,
                one.state(),
                one.read(),
                one.accepted(),
                one.duplicates(),
                one.rejected(),
                one.errors(),
                one.problem(),
                one.createdBy(),
                one.createdAt(),
                one.endedAt());
    }
}
