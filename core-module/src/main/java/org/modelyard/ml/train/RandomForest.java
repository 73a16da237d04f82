package org.modelyard.ml.train;

import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.train.Hyperparameter.Scale;

/**
 * A random forest (Breiman 2001): each tree learns from as many rows drawn with replacement, each split chooses from some columns; the
 * answer is the mean. A step is a tree. What is reported as validation loss is of rows out of the bag.
 */
final class RandomForest implements Trainer<ForestState> {

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.forTrees(
            Hyperparameter.integer("trees", 1, 10_000, 150, "How many trees."),
            Hyperparameter.integer("maxLeaves", 2, 1_000_000, 1_000_000, "The most leaves of a tree."),
            Hyperparameter.integer("maxDepth", 1, 64, 64, "The most questions from a tree's root to a leaf."),
            Hyperparameter.integer("minRows", 1, 1_000_000, 2, "A leaf has at least so many of the rows drawn.")
                    .withSearch(1, 50, Scale.LOG),
            Hyperparameter.number(
                    "minGain", 0, 1e12, 0, "A split lowers half the summed squared error by more than this."),
            Hyperparameter.number(
                            "columnShare",
                            0,
                            1,
                            0,
                            "Share of the encoded columns that each split chooses from; 0: the root of their number for labels, "
                                    + "0.7 of them for numbers.")
                    .withSearch(0.05, 1, Scale.LOG),
            Hyperparameter.integer("maxBins", 2, 255, 255, "The most bins a column is cut into."));

    @Override
    public String type() {
        return "random-forest";
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
    public ForestState start(TrainerSpec spec, TrainingData data, long seed) {
        ForestProblem problem = ForestProblem.of(spec, data, seed, true);
        double share = spec.number("columnShare");
        return new ForestState(problem, share > 0 ? share : usualShare(problem));
    }

    private static double usualShare(ForestProblem problem) {
        int columns = Math.max(1, problem.binned().columns());
        return problem.labels() > 0 ? Math.sqrt(columns) / columns : 0.7;
    }

    @Override
    public ForestState step(ForestState state) {
        state.grow();
        return state;
    }

    @Override
    public boolean done(ForestState state) {
        return state.trees.size() >= state.problem.spec().integer("trees");
    }

    @Override
    public Progress progress(ForestState state) {
        return new Progress(
                state.trees.size(), state.problem.spec().integer("trees"), state.trainingLoss, state.validationLoss);
    }

    @Override
    public byte[] toBytes(ForestState state) {
        return state.toBytes();
    }

    @Override
    public ForestState fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return ForestState.fromBytes(start(spec, data, seed), bytes);
    }

    @Override
    public TrainedModel finish(ForestState state) {
        return state.finish();
    }
}
