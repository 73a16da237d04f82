package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.training.model.Fit;
import org.modelyard.training.model.FitRows;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.model.VersionFit;
import org.modelyard.training.process.Checkpoints;

/** Fits in the server, on the thread of the step. */
@ApplicationScoped
public class Fitting implements FitExecutor {

    private static final System.Logger LOG = System.getLogger(Fitting.class.getName());

    @Inject
    private TrainingRows rows;

    @Inject
    private Fits fits;

    @Inject
    private Checkpoints checkpoints;

    @Inject
    private TrainingLedger ledger;

    @Override
    public ModelScorer run(TrainingTask task, TrainingRun run, int fold) {
        TrainingPlan plan = task.plan();
        FitRows parts = FitRows.of(rows.of(task, run).trainOf(fold), plan);
        VersionFit version = new VersionFit(fits.of(task, parts.learn()), parts, plan, fits.workers());
        return version.run((fit, output) -> fitted(task, run, fit, new FitPlace(plan, fold, output)));
    }

    private TrainingSession fitted(TrainingTask task, TrainingRun run, Fit fit, FitPlace place) {
        String checkpoint = place.checkpoint();
        TrainingSession session = session(task, fit, checkpoint);
        FitPace pace =
                new FitPace(place, fit.data().rows().rows(), session.progress().epoch());
        boolean cancelled = ledger.reach(task.id(), pace.of(session.progress()));
        while (!cancelled && !session.done()) {
            leaveOff(task, run, session, checkpoint);
            session.step();
            pace.stepped(session.progress());
            if (pace.reportDue() || session.done()) {
                ledger.stepped(task.id(), pace.steps());
                cancelled = ledger.reach(task.id(), pace.of(session.progress()));
            }
            if (pace.checkpointDue() || session.done()) {
                checkpoints.write(task.id(), checkpoint, session.toBytes());
                pace.checkpointWritten();
            }
        }
        if (cancelled) {
            throw new TrainingInterrupted(StepOutcome.CANCELLED);
        }
        return session;
    }

    private TrainingSession session(TrainingTask task, Fit fit, String name) {
        Optional<byte[]> checkpoint = checkpoints.read(task.id(), name);
        if (checkpoint.isPresent()) {
            try {
                TrainingSession session = fit.resume(checkpoint.get());
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
        return fit.start();
    }

    /** Before each step: a stop leaves a checkpoint, a lost lease leaves it to the new owner. */
    private void leaveOff(TrainingTask task, TrainingRun run, TrainingSession session, String checkpoint) {
        try {
            run.check();
        } catch (TrainingInterrupted e) {
            if (e.outcome() == StepOutcome.STOPPED) {
                checkpoints.write(task.id(), checkpoint, session.toBytes());
            }
            throw e;
        }
    }
}
