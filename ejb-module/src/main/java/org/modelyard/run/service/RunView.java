package org.modelyard.run.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.service.VersionName;
import org.modelyard.run.entity.Run;
import org.modelyard.run.entity.RunArtifact;
import org.modelyard.run.entity.RunMetric;
import org.modelyard.run.model.RunState;

/**
 * A run with all that it has said, but for the points of its metrics.
 *
 * @param problem why it failed, in its own words
 * @param versions that were made of it, newest first
 * @param changes how often it has changed: its ETag
 */
public record RunView(
        UUID id,
        String name,
        @Nullable String model,
        RunState state,
        @Nullable String problem,
        Map<String, String> parameters,
        Map<String, String> tags,
        List<Metric> metrics,
        List<Artifact> artifacts,
        List<VersionName> versions,
        String createdBy,
        Instant createdAt,
        Instant startedAt,
        @Nullable Instant endedAt,
        @JsonIgnore long changes) {

    /**
     * A metric with its latest point, by step.
     *
     * @param points how many it has
     */
    public record Metric(String key, double value, long step, Instant at, long points) {

        static Metric of(RunMetric metric) {
            return new Metric(
                    metric.name(),
                    metric.latest().value(),
                    metric.latest().step(),
                    Instant.ofEpochMilli(metric.latest().atMillis()),
                    metric.points());
        }
    }

    /** An artifact, its name within the run and its address. */
    public record Artifact(String path, String sha256, long bytes, Instant createdAt) {

        static Artifact of(RunArtifact artifact) {
            return new Artifact(artifact.path(), artifact.sha256(), artifact.bytes(), artifact.createdAt());
        }
    }

    /** What belongs to a run. */
    record Parts(
            Map<String, String> parameters,
            Map<String, String> tags,
            List<RunMetric> metrics,
            List<RunArtifact> artifacts,
            List<VersionName> versions) {}

    static RunView of(Run run, Parts parts) {
        return new RunView(
                run.publicId(),
                run.name(),
                run.model(),
                run.state(),
                run.problem(),
                parts.parameters(),
                parts.tags(),
                parts.metrics().stream().map(Metric::of).toList(),
                parts.artifacts().stream().map(Artifact::of).toList(),
                parts.versions(),
                run.createdBy(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                run.changes());
    }
}
