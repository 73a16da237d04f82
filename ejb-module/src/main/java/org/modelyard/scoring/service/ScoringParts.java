package org.modelyard.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.dataset.service.SnapshotExamples;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.ml.score.Scorer;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;
import org.modelyard.scoring.entity.Scoring;

/**
 * Asks about the chunks of a scoring's snapshot, or the blocks of its file, one after the other. A chunk's answers are a file of the store and a row as soon as they
 * are there, so whoever begins again goes on behind them.
 */
@ApplicationScoped
public class ScoringParts {

    @Inject
    private ScoringLedger ledger;

    @Inject
    private ScoringFileParts files;

    @Inject
    private SnapshotTables snapshots;

    @Inject
    private SnapshotExamples examples;

    @Inject
    private VersionScorers scorers;

    @Inject
    private Registry registry;

    @Inject
    private ChunkAnswers answers;

    /**
     * @param mine which chunks, by their numbers
     * @param stopping whether to leave off before the next one
     */
    void ask(ScoringLedger.Task task, IntPredicate mine, BooleanSupplier stopping) {
        Scoring.Subject subject = task.subject();
        if (!(subject.rows() instanceof Scoring.SnapshotRows rows)) {
            files.ask(task, mine, stopping);
            return;
        }
        SnapshotManifest manifest = snapshots.manifest(task.organisationId(), rows.snapshot());
        Set<Integer> done = new HashSet<>(task.done());
        List<Integer> open = IntStream.range(0, manifest.chunks().size())
                .filter(number -> mine.test(number) && !done.contains(number))
                .boxed()
                .toList();
        if (open.isEmpty()) {
            return;
        }
        List<UUID> chunks = examples.chunks(task.organisationId(), rows.dataset(), manifest);
        Caller caller = Caller.server(task.organisationId());
        try (Scorer scorer = scorers.plain(caller, registry.version(caller, subject.model(), subject.version()))) {
            for (int number : open) {
                if (stopping.getAsBoolean()) {
                    return;
                }
                SnapshotChunk chunk = manifest.chunks().get(number);
                byte[] content = snapshots.chunk(task.organisationId(), rows.snapshot(), chunk);
                ChunkAnswers.Made made =
                        answers.make(scorer, manifest.schema(), chunk, content, chunks.get(number), subject);
                if (!ledger.count(task.id(), number, made.sha256(), made.rows(), made.refused())) {
                    return; // another part has failed
                }
            }
        }
    }
}
