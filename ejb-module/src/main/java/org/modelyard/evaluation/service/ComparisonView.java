package org.modelyard.evaluation.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.entity.VersionComparison;
import org.modelyard.ml.evaluation.Comparison;

/**
 * A comparison as others see it.
 *
 * @param champion the version in use, as {@code model:version}
 * @param candidate the other one
 * @param leftOut rows of the snapshot that one of the two had learnt from
 * @param result metrics side by side and the recommendation; null before it is complete
 */
public record ComparisonView(
        UUID id,
        String champion,
        String candidate,
        String dataset,
        UUID snapshot,
        WorkState state,
        @Nullable Long leftOut,
        @JsonProperty("result") @JsonRawValue @Nullable String result,
        @Nullable String problem,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static ComparisonView of(VersionComparison comparison) {
        VersionComparison.Subject subject = comparison.subject();
        return new ComparisonView(
                comparison.publicId(),
                subject.champion().toString(),
                subject.candidate().toString(),
                subject.dataset(),
                subject.snapshot(),
                comparison.state(),
                comparison.leftOut(),
                comparison.document(),
                comparison.problem(),
                comparison.executionId(),
                comparison.createdBy(),
                comparison.createdAt(),
                comparison.endedAt());
    }

    /** The result as a value; null before it is complete. */
    @JsonIgnore
    public @Nullable Comparison comparison() {
        return result == null ? null : Comparison.fromJson(result);
    }
}
