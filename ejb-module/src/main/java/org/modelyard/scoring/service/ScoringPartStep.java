package org.modelyard.scoring.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.dataset.service.SnapshotExamples;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.evaluation.service.VersionScorers;
import org.modelyard.ml.score.Scorer;
import org.modelyard.registry.service.Registry;

/**
 * One partition of the job {@code scoring}: every so many-th chunk of the snapshot. A chunk's answers are a file of the store and a row as
 * soon as they are there, so a restart goes on behind them.
 */
@Named("scoringPartStep")
@Dependent
public class ScoringPartStep extends WorkStep {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String scoring;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String part;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String of;

    @Inject
    private ScoringLedger ledger;

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

    private volatile boolean stopping;

    @Override
    protected String work() {
        return scoring;
    }

    @Override
    protected void work(UUID id, long execution) {
        ledger.running(id).ifPresent(this::ask);
    }

    private void ask(ScoringLedger.Task task) {
        Caller caller = Caller.server(task.organisationId());
        SnapshotManifest manifest =
                snapshots.manifest(task.organisationId(), task.subject().snapshot());
        Set<Integer> done = new HashSet<>(task.done());
        int step = Integer.parseInt(of);
        List<Integer> open = java.util.stream.IntStream.range(
                        0, manifest.chunks().size())
                .filter(number -> number % step == Integer.parseInt(part) && !done.contains(number))
                .boxed()
                .toList();
        if (open.isEmpty()) {
            return;
        }
        List<UUID> chunks =
                examples.chunks(task.organisationId(), task.subject().dataset(), manifest);
        try (Scorer scorer = scorers.plain(
                caller,
                registry.version(caller, task.subject().model(), task.subject().version()))) {
            for (int number : open) {
                if (stopping) {
                    return;
                }
                ChunkAnswers.Made made = answers.make(
                        scorer, manifest.schema(), manifest.chunks().get(number), chunks.get(number), task.subject());
                if (!ledger.count(task.id(), number, made.sha256(), made.rows(), made.refused())) {
                    return;
                }
            }
        }
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }

    @Override
    public void stop() {
        stopping = true;
    }
}
