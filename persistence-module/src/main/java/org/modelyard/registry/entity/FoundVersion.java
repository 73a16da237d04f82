package org.modelyard.registry.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.registry.model.Stage;

/**
 * What a list shows of a version, read without the rest of it.
 *
 * @param id internal
 * @param metrics by name, as JSON
 * @param verified whether they were measured here
 * @param tags array of strings, as JSON
 */
public record FoundVersion(
        long id,
        String model,
        String text,
        Task task,
        Stage stage,
        String metrics,
        boolean verified,
        String tags,
        @Nullable String createdBy,
        Instant createdAt) {}
