package org.modelyard.ml.train;

import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.train.Hyperparameter.Scale;
import org.modelyard.platform.model.Refusal;

/**
 * LIBLINEAR (Fan et al. 2008) by its Java port: logistic regression and support vector machines. Used without Tribuo's wrappers: those copy
 * every row into objects of their own, and their models carry Java-serialised bytes; here the weights become our linear form. It cannot be
 * stepped: its one step is the whole fit, which starts again after a crash. The same seed gives the same model on the same machine;
 * elsewhere its last bits may differ, as its logarithms may. The bias is pulled to zero as the weights are.
 */
final class LibLinear implements LearningTrainer {

    /** Each becomes an object of 24 bytes and a reference to it; solvers with L1 keep them twice. */
    static final int MAX_ENTRIES = 5_000_000;

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.with(
            32,
            Hyperparameter.choice(
                            "solver",
                            "For labels: the loss (lr: logistic; svc: hinge, l2loss squared) and the pull (l1r: to exact zeros, l2r)."
                                    + " Probabilities are a sigmoid of the score, with three labels or more a softmax of the scores: only of"
                                    + " two labels by an lr solver are they what was fitted; the others, and svc scores above all, are"
                                    + " margins, not calibrated: ask for a calibration where the probability matters.",
                            "l2r_lr",
                            "l2r_lr_dual",
                            "l1r_lr",
                            "l2r_l2loss_svc",
                            "l2r_l2loss_svc_dual",
                            "l2r_l1loss_svc_dual",
                            "l1r_l2loss_svc",
                            "mcsvm_cs")
                    .withSearch(),
            Hyperparameter.choice(
                    "regressionSolver",
                    "For numbers: support vector regression, with squared errors beyond the tube (l2loss) or absolute ones.",
                    "l2r_l2loss_svr",
                    "l2r_l2loss_svr_dual",
                    "l2r_l1loss_svr_dual"),
            Hyperparameter.number(
                            "cost",
                            1e-6,
                            1e6,
                            1,
                            "Weight of a row's loss beside the pull of the weights to zero: the larger, the less pull.")
                    .withSearch(0.01, 100, Scale.LOG),
            Hyperparameter.number(
                    "tube",
                    0,
                    10,
                    0.1,
                    "For numbers: errors below this count as none, in the target's standard deviations."),
            Hyperparameter.number(
                    "epsilon", 1e-10, 1, 1e-3, "It has converged when the solver's own measure is below this."),
            Hyperparameter.integer("maxIterations", 1, 100_000, 1_000, "The most iterations of the solver."));

    @Override
    public String type() {
        return "liblinear";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return HYPERPARAMETERS;
    }

    @Override
    public Learning start(TrainerSpec spec, TrainingData data, long seed) {
        if (data.rows().indices().length > MAX_ENTRIES) {
            throw new Refusal.Invalid(
                    "dataset",
                    "The rows have " + data.rows().indices().length
                            + " encoded values, and liblinear learns from at most "
                            + MAX_ENTRIES
                            + ": train on fewer rows or features, lower characterNgrams, wordNgrams, maxTerms or bins, or take"
                            + " logistic-regression or linear-regression.");
        }
        long weights = (data.rows().width() + 1L)
                * (data.targets() instanceof Targets.Labels labels
                        ? labels.names().size()
                        : 1);
        if (weights > DescentProblem.MAX_WEIGHTS / 2) {
            throw new Refusal.Invalid(
                    "trainer.maxTerms",
                    "Labels and encoded features make " + weights + " weights, at most "
                            + DescentProblem.MAX_WEIGHTS / 2 + " are learnt: lower maxTerms.");
        }
        return new LibLinearState(spec, data, seed);
    }

    @Override
    public Learning fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return ((LibLinearState) start(spec, data, seed)).read(bytes);
    }
}
