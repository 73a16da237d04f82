package org.modelyard.registry.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.registry.entity.FoundVersion;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.Stage;

/**
 * A version in a list.
 *
 * @param metrics by name; null where undefined
 * @param metricsVerified whether they were measured here
 */
public record VersionBrief(
        String model,
        String version,
        Task task,
        Stage stage,
        Map<String, @Nullable Double> metrics,
        boolean metricsVerified,
        List<String> tags,
        @Nullable String createdBy,
        Instant createdAt) {

    static VersionBrief of(FoundVersion version) {
        return new VersionBrief(
                version.model(),
                version.text(),
                version.task(),
                version.stage(),
                RegistryJson.metrics(version.metrics()),
                version.verified(),
                RegistryJson.strings(version.tags()),
                version.createdBy(),
                version.createdAt());
    }
}
