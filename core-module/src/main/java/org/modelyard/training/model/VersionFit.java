package org.modelyard.training.model;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.model.Head;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.ml.tree.Workers;

/**
 * The fits of a version, one after the other: of its target, then of each output beside it. Everything follows from rows, plan and
 * seed, so whoever keeps the sessions' checkpoints goes on in any of them and ends with the same bits.
 *
 * @param target at its beginning
 * @param parts rows of the target's fit, with the outputs, and those that something is decided on
 * @param workers share the work; the model does not depend on how many
 */
public record VersionFit(Fit target, FitRows parts, TrainingPlan plan, Workers workers) {

    /** Takes a fit from its beginning, or from a checkpoint, to its end. */
    public interface Stepping {

        /** @param output beside the target, from 1; 0: the target */
        TrainingSession done(Fit fit, int output);
    }

    /** How many are answered beside the target. */
    public int outputs() {
        return parts.learn().outputs().size();
    }

    /** @throws org.modelyard.platform.model.Refusal.Invalid when a fit diverged, or rows cannot be learnt from or decided on */
    public ModelScorer run(Stepping stepping) {
        Table learn = parts.learn();
        ModelScorer scorer = target.scorer(stepping.done(target, 0));
        List<Head> heads = new ArrayList<>();
        for (int output = 0; output < outputs(); output++) {
            Fit fit = target.about(plan, learn, output, workers);
            heads.add(fit.head(learn, output, stepping.done(fit, output + 1)));
        }
        ModelScorer decided = parts.decided(scorer, plan);
        return heads.isEmpty() ? decided : decided.answering(heads);
    }
}
