package org.modelyard.ml.train;

import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.train.Hyperparameter.Scale;
import org.modelyard.ml.tree.Grown;
import org.modelyard.ml.tree.Sample;

/**
 * Gradient boosting with Newton steps (Friedman 2001; Chen and Guestrin 2016): each tree is fitted to the derivatives of the loss at the
 * sums of those before. A step is a round: one tree, or with three labels or more one a label.
 */
final class GradientBoostedTrees implements Trainer<BoostingState> {

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.forTrees(
            Hyperparameter.integer("rounds", 1, 10_000, 1_000, "The most rounds; each adds a tree, or one a label."),
            Hyperparameter.number("learningRate", 1e-4, 1, 0.05, "A tree's values are multiplied by it.")
                    .withSearch(0.01, 0.3, Scale.LOG),
            Hyperparameter.integer("maxLeaves", 2, 4_096, 31, "The most leaves of a tree.")
                    .withSearch(4, 256, Scale.LOG),
            Hyperparameter.integer("maxDepth", 1, 64, 64, "The most questions from a tree's root to a leaf."),
            Hyperparameter.integer("minRows", 1, 1_000_000, 20, "A leaf has at least so many rows.")
                    .withSearch(1, 200, Scale.LOG),
            Hyperparameter.number(
                    "minHessian", 0, 1e9, 1e-3, "A leaf's second derivatives of the loss sum to at least this."),
            Hyperparameter.number("l2", 0, 1e9, 1, "Pull of the leaves' values to zero, in rows.")
                    .withSearch(0.01, 100, Scale.LOG),
            Hyperparameter.number("minGain", 0, 1e12, 0, "A split lowers the summed loss by more than this."),
            Hyperparameter.number("rowShare", 0.01, 1, 1, "Share of the rows that each round draws to learn from.")
                    .withSearch(0.5, 1, Scale.LINEAR),
            Hyperparameter.number(
                            "columnShare",
                            0.01,
                            1,
                            0.6,
                            "Share of the encoded columns that each tree may ask for; at least 8 of them.")
                    .withSearch(0.3, 1, Scale.LINEAR),
            Hyperparameter.integer("maxBins", 2, 255, 255, "The most bins a column is cut into."),
            Hyperparameter.number(
                    "validationShare",
                    0,
                    0.5,
                    0.1,
                    "Share of the training rows held back to find the best round; 0: the last round is kept."),
            Hyperparameter.integer(
                    "patience", 1, 10_000, 30, "Rounds without a better validation loss after which it stops."));

    @Override
    public String type() {
        return "gradient-boosted-trees";
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
    public boolean weighted() {
        return true;
    }

    @Override
    public BoostingState start(TrainerSpec spec, TrainingData data, long seed) {
        return new BoostingState(BoostingProblem.of(spec, data, seed));
    }

    @Override
    public BoostingState step(BoostingState state) {
        BoostingProblem problem = state.problem;
        Objective objective = problem.objective();
        int rows = problem.rows().rows();
        int[] training = problem.parts().training();
        objective.begin(state.scores, training);
        Sample sample = new Sample(new double[rows], new double[rows]);
        boolean split = false;
        for (int output = 0; output < objective.outputs(); output++) {
            split |= addTree(state, output, sample);
        }
        state.round++;
        state.exhausted = !split && problem.spec().number("rowShare") == 1 && problem.columnShare() == 1;
        state.trainingLoss = problem.loss(state.scores, training);
        state.validationLoss = problem.loss(state.scores, problem.parts().validation());
        boolean heldBack = problem.parts().validation().length > 0;
        if (!heldBack || state.validationLoss < state.bestLoss) {
            state.bestLoss = state.validationLoss;
            state.bestRound = state.round;
        }
        return state;
    }

    /** @return whether the tree has a split */
    private static boolean addTree(BoostingState state, int output, Sample sample) {
        BoostingProblem problem = state.problem;
        int[] rows = problem.sample(state.round);
        int chunks = (rows.length + BoostingState.CHUNK - 1) / BoostingState.CHUNK;
        problem.workers().forEach(chunks, chunk -> {
            int to = Math.min(rows.length, (chunk + 1) * BoostingState.CHUNK);
            for (int i = chunk * BoostingState.CHUNK; i < to; i++) {
                problem.derive(state.scores, output, rows[i], sample);
            }
        });
        Grown grown = state.grower.grow(rows, sample, problem.columns(state.round, output), problem.seed());
        state.trees.add(grown.tree());
        int outputs = problem.objective().outputs();
        boolean[] added = new boolean[problem.rows().rows()];
        grown.forEach((row, value) -> {
            state.scores[row * outputs + output] += grown.tree().values()[value];
            added[row] = true;
        });
        state.addTree(grown.tree(), output, added);
        return grown.tree().size() > 1;
    }

    @Override
    public boolean done(BoostingState state) {
        TrainerSpec spec = state.problem.spec();
        return state.exhausted
                || state.round >= spec.integer("rounds")
                || state.round - state.bestRound >= spec.integer("patience");
    }

    @Override
    public Progress progress(BoostingState state) {
        TrainerSpec spec = state.problem.spec();
        return new Progress(
                state.round,
                spec.integer("rounds"),
                state.trainingLoss,
                state.validationLoss,
                state.round == 0 ? Double.NaN : spec.number("learningRate"));
    }

    @Override
    public byte[] toBytes(BoostingState state) {
        return state.toBytes();
    }

    @Override
    public BoostingState fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return BoostingState.fromBytes(BoostingProblem.of(spec, data, seed), bytes);
    }

    @Override
    public TrainedModel finish(BoostingState state) {
        Objective objective = state.problem.objective();
        return TreeEnsemble.of(
                objective.link(),
                objective.outputs(),
                state.problem.rows().width(),
                state.start,
                1,
                state.trees.subList(0, state.bestRound * objective.outputs()));
    }
}
