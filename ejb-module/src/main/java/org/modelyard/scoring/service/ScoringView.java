package org.modelyard.scoring.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.scoring.entity.Scoring;

/**
 * A scoring as others see it.
 *
 * @param dataset null when a file was asked about
 * @param snapshot null when a file was asked about
 * @param inputSha256 of the file that was asked about; null when a dataset was
 * @param inputFormat of that file, csv or jsonl
 * @param format csv or jsonl
 * @param allScores whether the scores of all labels are in the file
 * @param fraction of its parts that are done; null before its job has begun
 * @param rows asked about so far
 * @param refused of these, that have an error in the place of an answer
 * @param sha256 of the file; null before it is complete
 * @param bytes of the file
 */
public record ScoringView(
        UUID id,
        String model,
        String version,
        @Nullable String dataset,
        @Nullable UUID snapshot,
        @Nullable String inputSha256,
        @Nullable String inputFormat,
        String format,
        boolean allScores,
        WorkState state,
        @Nullable Double fraction,
        long rows,
        long refused,
        @Nullable String sha256,
        @Nullable Long bytes,
        @Nullable String problem,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static ScoringView of(Scoring scoring) {
        Scoring.Subject subject = scoring.subject();
        Integer parts = scoring.parts();
        Scoring.SnapshotRows examples = subject.rows() instanceof Scoring.SnapshotRows rows ? rows : null;
        Scoring.InputFile file = subject.rows() instanceof Scoring.InputFile rows ? rows : null;
        return new ScoringView(
                scoring.publicId(),
                subject.model(),
                subject.version(),
                examples == null ? null : examples.dataset(),
                examples == null ? null : examples.snapshot(),
                file == null ? null : file.sha256(),
                file == null ? null : file.format().code(),
                subject.format().code(),
                subject.allScores(),
                scoring.state(),
                parts == null || parts == 0 ? null : (double) scoring.partsDone() / parts,
                scoring.asked(),
                scoring.refused(),
                scoring.fileSha(),
                scoring.fileBytes(),
                scoring.problem(),
                scoring.executionId(),
                scoring.createdBy(),
                scoring.createdAt(),
                scoring.endedAt());
    }
}
