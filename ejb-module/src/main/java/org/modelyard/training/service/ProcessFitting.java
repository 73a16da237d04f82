package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.process.Checkpoints;
import org.modelyard.training.process.FitSaying;

/**
 * Fits in a process of its own: what it takes of memory it takes from nobody, and cancelling ends it at once, whatever it is at. One that
 * was killed is started again and goes on from its last checkpoint, a few times.
 */
@ApplicationScoped
public class ProcessFitting implements FitExecutor {

    private static final System.Logger LOG = System.getLogger(ProcessFitting.class.getName());
    private static final int LOOK_MILLIS = 100;
    private static final int MOST_LIVES = 3;
    /** What the JVM exits with when its heap is full. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int MIB = 1 << 20;

    @Inject
    private FitOrders orders;

    @Inject
    private Checkpoints checkpoints;

    @Inject
    private TrainingLedger ledger;

    @Inject
    private FitLimits limits;

    @Inject
    private ArtifactStore artifacts;

    @Inject
    private TrainingSettings settings;

    @Inject
    private ServerSettings server;

    @Override
    public ModelScorer run(TrainingTask task, TrainingRun run, int fold) {
        Path folder = checkpoints.folder(task.id());
        Path order = folder.resolve("order-" + fold + ".json");
        try {
            Files.writeString(order, orders.of(task, fold).toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("The order of training job " + task.id() + " cannot be written", e);
        }
        for (int life = 1; ; life++) {
            try (FitChild child = FitChild.start(
                    folder,
                    settings.processHeap(),
                    List.of(
                            order.toAbsolutePath().toString(),
                            server.artifacts().toAbsolutePath().toString(),
                            server.checkpoints().toAbsolutePath().toString(),
                            Integer.toString(settings.threads())))) {
                String bundle = watched(task, run, fold, child);
                if (bundle != null) {
                    return ModelBundle.read(artifacts.get(bundle)).scorer();
                }
                mourn(task, child, life);
            }
        }
    }

    /** @return address of the model; null when the process has died before it was done */
    private @Nullable String watched(TrainingTask task, TrainingRun run, int fold, FitChild child) {
        ChildPace pace = new ChildPace(task, fold, child);
        boolean ended = false;
        while (true) {
            FitSaying saying = child.heard();
            if (saying instanceof FitSaying.Done done) {
                pace.report(ledger);
                return done.bundle();
            }
            if (saying instanceof FitSaying.Refused refused) {
                throw new Refusal.Invalid("dataset", refused.message());
            }
            if (saying != null) {
                pace.hear(saying);
            } else if (ended) {
                return null;
            } else {
                ended = child.awaitEnd(LOOK_MILLIS);
            }
            run.check();
            limits.check(task);
            if (pace.reportDue() && pace.report(ledger)) {
                throw new TrainingInterrupted(StepOutcome.CANCELLED);
            }
        }
    }

    private void mourn(TrainingTask task, FitChild child, int life) {
        int exit = child.exit();
        if (exit == OUT_OF_MEMORY) {
            throw new Refusal.Conflict("The process ran out of its heap of " + settings.processHeap() / MIB
                    + " MiB. Raise modelyard.training.process.heap, lower maxTerms, or train on fewer rows.");
        }
        if (exit < 128) { // no signal: it would do so again
            throw new Refusal.Conflict("The process that trained ended with " + exit + ": " + child.lastWords());
        }
        if (life >= MOST_LIVES) {
            throw new Refusal.Conflict("The process that trained was killed " + life
                    + " times, the last time by signal " + (exit - 128) + ". Does the machine have enough memory?");
        }
        LOG.log(Level.WARNING, "the process of training job {0} was killed ({1}); it goes on", task.id(), exit);
    }
}
