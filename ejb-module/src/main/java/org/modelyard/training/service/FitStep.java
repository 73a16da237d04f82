package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.model.TrainingPhase;

/**
 * Learns epoch by epoch, leaving checkpoints. The encoder is not in them: fitted on the same rows again it is the same,
 * and so is the model that comes out.
 */
@Named
@Dependent
public class FitStep extends TrainingStep {

    private static final System.Logger LOG = System.getLogger(FitStep.class.getName());

    @Inject
    private TrainingRows rows;

    @Inject
    private Checkpoints checkpoints;

    @Inject
    private ArtifactStore artifacts;

    @Inject
    private TrainingSettings settings;

    @Inject
    private Clock clock;

    @Override
    TrainingPhase phase() {
        return TrainingPhase.FIT;
    }

    @Override
    void work(TrainingTask task, TrainingRun run) {
        if (task.made().bundle() == null) {
            byte[] bundle = fit(task, run).write();
            run.check();
            ledger().fitted(task.id(), artifacts.put(bundle).sha256());
        }
        checkpoints.delete(task.id());
    }

    private ModelBundle fit(TrainingTask task, TrainingRun run) {
        Table train = rows.of(task, run).train();
        TrainerSpec spec = task.plan().trainer();
        Targets targets = Targets.of(train);
        FeatureEncoder encoder = FeatureEncoder.fit(train, spec.encoding(train.rows()));
        run.check();
        TrainingSession session = session(task, new TrainingData(encoder.encode(train), targets));
        learn(task, run, session);
        List<String> labels = targets instanceof Targets.Labels known ? known.names() : List.of();
        return new ModelBundle(
                new ModelScorer(encoder, result(session), labels),
                spec,
                task.plan().seed());
    }

    private TrainingSession session(TrainingTask task, TrainingData data) {
        TrainerSpec spec = task.plan().trainer();
        long seed = task.plan().seed();
        Optional<byte[]> checkpoint = checkpoints.read(task.id());
        if (checkpoint.isPresent()) {
            try {
                TrainingSession session = TrainingSession.resume(spec, data, seed, checkpoint.get());
                LOG.log(
                        Level.INFO,
                        "training job {0} goes on after epoch {1}",
                        task.id(),
                        session.progress().epoch());
                return session;
            } catch (CorruptContent e) {
                LOG.log(Level.WARNING, "the checkpoint of training job " + task.id() + " is of no use", e);
            }
        }
        return TrainingSession.start(spec, data, seed);
    }

    private void learn(TrainingTask task, TrainingRun run, TrainingSession session) {
        FitPace pace = new FitPace(session.progress().epoch());
        boolean cancelled = ledger().reach(task.id(), pace.of(session.progress()));
        while (!cancelled && !session.done()) {
            leaveOff(task, run, session);
            session.step();
            if (pace.reportDue() || session.done()) {
                cancelled = ledger().reach(task.id(), pace.of(session.progress()));
            }
            if (pace.checkpointDue() || session.done()) {
                checkpoints.write(task.id(), session.toBytes());
                pace.checkpointWritten();
            }
        }
        if (cancelled) {
            checkpoints.delete(task.id());
            throw new TrainingInterrupted(StepOutcome.CANCELLED);
        }
    }

    /** Before each step: a stop leaves a checkpoint, a lost lease leaves it to the new owner. */
    private void leaveOff(TrainingTask task, TrainingRun run, TrainingSession session) {
        try {
            run.check();
        } catch (TrainingInterrupted e) {
            if (e.outcome() == StepOutcome.STOPPED) {
                checkpoints.write(task.id(), session.toBytes());
            }
            throw e;
        }
        if (Duration.between(task.startedAt(), clock.instant()).compareTo(settings.timeout()) > 0) {
            throw new Refusal.Invalid(
                    "trainer",
                    "The job ran longer than modelyard.training.timeout (" + settings.timeout()
                            + "). Take fewer epochs, rounds or trees, train on fewer rows, or raise the limit.");
        }
    }

    private static TrainedModel result(TrainingSession session) {
        try {
            return session.finish();
        } catch (IllegalArgumentException e) {
            Refusal.Invalid diverged = new Refusal.Invalid(
                    "trainer",
                    "The fit diverged: its weights are no longer finite. Lower 'learningRate' or raise 'l2'.");
            diverged.initCause(e);
            throw diverged;
        }
    }
}
