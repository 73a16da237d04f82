package org.modelyard.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.scoring.entity.Scoring;
import org.modelyard.scoring.model.FileRows;
import org.modelyard.scoring.model.PartPlan;
import org.modelyard.scoring.model.Share;

/**
 * Asks about the parts of an uploaded file. A partition passes over the rows before its own and reads no further than these. What is there is
 * not asked again.
 */
@ApplicationScoped
public class ScoringFileParts {

    /** As many as are at work at a time. */
    private static final int READERS = 2;

    /** Rows that are passed over before somebody may stop. */
    private static final int PASSED = 8_192;

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
     * Says how it is cut into parts, unless that was said. By the first rows: the last part is all that is left, however many rows there are.
     *
     * @throws Refusal.Invalid when they cannot be read, lack what the model requires, or there is no row
     */
    void plan(ScoringLedger.Task task) {
        Scoring.InputFile file = file(task);
        if (task.cut() != null) {
            if (task.done().contains(task.parts() - 1)) {
                store.verify(file.sha256()); // who asks about the last part reads, and so verifies, all: here nobody
                // does any more
            }
            return;
        }
        try (Scorer scorer = scorer(task)) {
            long rows = FileRows.about(store.open(file.sha256()), file.bytes(), file.format(), scorer.signature());
            if (rows == 0) {
                throw new Refusal.Invalid("upload", "The file has no row.");
            }
            int part = PartPlan.rows(scorer);
            ledger.plan(task.id(), new Scoring.Cut(Math.toIntExact(Math.max(1, rows / part)), part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param partition of which no more than two read the file: those behind them would pass over more than they ask about
     * @param stopping whether to leave off before the next one
     */
    void ask(ScoringLedger.Task task, Share partition, BooleanSupplier stopping) {
        if (partition.number() >= READERS) {
            return;
        }
        Share mine = new Share(partition.number(), READERS);
        List<Integer> open = new ArrayList<>();
        for (int number = mine.from(task.parts()); number < mine.to(task.parts()); number++) {
            open.add(number);
        }
        open.removeAll(task.done());
        if (open.isEmpty()) {
            return;
        }
        Scoring.InputFile file = file(task);
        try (Scorer scorer = scorer(task);
                FileRows rows = FileRows.open(store.open(file.sha256()), file.format(), scorer.signature())) {
            int part = task.planned().rows();
            int at = 0;
            for (int number : open) {
                pass(rows, (long) (number - at) * part, stopping);
                at = number + 1;
                long most = at == task.parts() ? Long.MAX_VALUE : part;
                Optional<ChunkAnswers.Made> made = answers.make(scorer, rows, most, task.subject(), stopping);
                if (made.isEmpty() || !ledger.count(task.id(), number, made.get())) {
                    return; // somebody stops it, or another part has failed
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before half of a large file is passed over, somebody may stop. */
    private static void pass(FileRows rows, long most, BooleanSupplier stopping) {
        long left = most;
        long passed = 1;
        while (passed > 0 && left > 0 && !stopping.getAsBoolean()) {
            passed = rows.skip(Math.min(left, PASSED));
            left -= passed;
        }
    }

    private Scorer scorer(ScoringLedger.Task task) {
        Caller caller = Caller.server(task.organisationId());
        Scoring.Subject subject = task.subject();
        return scorers.plain(caller, registry.version(caller, subject.model(), subject.version()));
    }

    private static Scoring.InputFile file(ScoringLedger.Task task) {
        return (Scoring.InputFile) task.subject().rows();
    }
}
