package org.modelyard.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
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
import org.modelyard.scoring.model.PartPlan;
import org.modelyard.scoring.model.Share;

/**
 * Asks about the parts of a scoring's snapshot, or of its file, one after the other. A part's answers are a file of the store and a row as soon as they
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

    /** Says how it is cut into parts, unless that was said. */
    void plan(ScoringLedger.Task task) {
        if (!(task.subject().rows() instanceof Scoring.SnapshotRows rows)) {
            files.plan(task);
        } else if (task.cut() == null) {
            int[] counts = counts(snapshots.manifest(task.organisationId(), rows.snapshot()));
            try (Scorer scorer = scorer(task)) {
                int enough = PartPlan.enough(counts, scorer);
                ledger.plan(
                        task.id(), new Scoring.Cut(PartPlan.of(counts, enough).size(), enough));
            }
        }
    }

    /**
     * @param mine which parts, by their numbers
     * @param stopping whether to leave off before the next one
     */
    void ask(ScoringLedger.Task task, Share mine, BooleanSupplier stopping) {
        if (!(task.subject().rows() instanceof Scoring.SnapshotRows rows)) {
            files.ask(task, mine, stopping);
            return;
        }
        Set<Integer> done = new HashSet<>(task.done());
        List<Integer> open = IntStream.range(mine.from(task.parts()), mine.to(task.parts()))
                .filter(number -> !done.contains(number))
                .boxed()
                .toList();
        if (open.isEmpty()) {
            return;
        }
        SnapshotManifest manifest = snapshots.manifest(task.organisationId(), rows.snapshot());
        try (Scorer scorer = scorer(task)) {
            List<PartPlan.Chunks> parts =
                    PartPlan.of(counts(manifest), task.planned().rows());
            List<ChunkAnswers.Source> sources = sources(task, rows, manifest);
            for (int number : open) {
                PartPlan.Chunks part = parts.get(number);
                Optional<ChunkAnswers.Made> made = answers.make(
                        scorer, manifest.schema(), sources.subList(part.from(), part.to()), task.subject(), stopping);
                if (made.isEmpty() || !ledger.count(task.id(), number, made.get())) {
                    return; // somebody stops it, or another part has failed
                }
            }
        }
    }

    private List<ChunkAnswers.Source> sources(
            ScoringLedger.Task task, Scoring.SnapshotRows rows, SnapshotManifest manifest) {
        long organisation = task.organisationId();
        List<UUID> ids = examples.chunks(organisation, rows.dataset(), manifest);
        return IntStream.range(0, ids.size())
                .mapToObj(number -> {
                    SnapshotChunk chunk = manifest.chunks().get(number);
                    return new ChunkAnswers.Source(
                            chunk, ids.get(number), () -> snapshots.chunk(organisation, rows.snapshot(), chunk));
                })
                .toList();
    }

    private static int[] counts(SnapshotManifest manifest) {
        return manifest.chunks().stream().mapToInt(SnapshotChunk::count).toArray();
    }

    private Scorer scorer(ScoringLedger.Task task) {
        Caller caller = Caller.server(task.organisationId());
        Scoring.Subject subject = task.subject();
        return scorers.plain(caller, registry.version(caller, subject.model(), subject.version()));
    }
}
