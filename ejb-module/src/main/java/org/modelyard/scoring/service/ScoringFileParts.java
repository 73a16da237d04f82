package org.modelyard.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.scoring.entity.Scoring;
import org.modelyard.scoring.model.FileRows;

/**
 * Asks about the blocks of an uploaded file. Each partition reads the whole file and asks about its own blocks: reading is quick beside
 * asking, and no block is in memory. What is there is not asked again.
 */
@ApplicationScoped
public class ScoringFileParts {

    @Inject
    private ScoringLedger ledger;

    @Inject
    private VersionScorers scorers;

    @Inject
    private Registry registry;

    @Inject
    private ArtifactStore store;

    @Inject
    private ChunkAnswers answers;

    /**
     * Reads the file once.
     *
     * @return of how many blocks it is
     * @throws Refusal.Invalid when it cannot be read, lacks what the model requires, or has no row
     */
    int parts(ScoringLedger.Task task) {
        try (Scorer scorer = scorer(task);
                FileRows rows = open(task, scorer)) {
            long count = rows.skip(Long.MAX_VALUE);
            if (count == 0) {
                throw new Refusal.Invalid("upload", "The file has no row.");
            }
            return Math.toIntExact((count + FileRows.BLOCK - 1) / FileRows.BLOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param mine which blocks, by their numbers
     * @param stopping whether to leave off before the next one
     */
    void ask(ScoringLedger.Task task, IntPredicate mine, BooleanSupplier stopping) {
        Set<Integer> done = new HashSet<>(task.done());
        try (Scorer scorer = scorer(task);
                FileRows rows = open(task, scorer)) {
            for (int number = 0; number < task.parts() && !stopping.getAsBoolean(); number++) {
                if (!mine.test(number) || done.contains(number)) {
                    rows.skip(FileRows.BLOCK);
                    continue;
                }
                ChunkAnswers.Made made = answers.make(scorer, rows, task.subject());
                if (!ledger.count(task.id(), number, made.sha256(), made.rows(), made.refused())) {
                    return; // another part has failed
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Scorer scorer(ScoringLedger.Task task) {
        Caller caller = Caller.server(task.organisationId());
        Scoring.Subject subject = task.subject();
        return scorers.plain(caller, registry.version(caller, subject.model(), subject.version()));
    }

    private FileRows open(ScoringLedger.Task task, Scorer scorer) throws IOException {
        Scoring.InputFile file = (Scoring.InputFile) task.subject().rows();
        return FileRows.open(store.open(file.sha256()), file.format(), scorer.signature());
    }
}
