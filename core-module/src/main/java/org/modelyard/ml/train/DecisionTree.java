package org.modelyard.ml.train;

import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.train.Hyperparameter.Scale;

/** One tree that learns from all rows, split where Gini's impurity, or the variance, falls most. Grown in one step. */
final class DecisionTree implements Trainer<ForestState> {

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.forTrees(
            Hyperparameter.integer("maxLeaves", 2, 1_000_000, 200, "The most leaves; the best splits come first.")
                    .withSearch(4, 4_096, Scale.LOG),
            Hyperparameter.integer("maxDepth", 1, 64, 64, "The most questions from the root to a leaf."),
            Hyperparameter.integer("minRows", 1, 1_000_000, 20, "A leaf has at least so many rows.")
                    .withSearch(1, 200, Scale.LOG),
            Hyperparameter.number(
                    "minGain", 0, 1e12, 0, "A split lowers half the summed squared error by more than this."),
            Hyperparameter.integer("maxBins", 2, 255, 255, "The most bins a column is cut into."));

    @Override
    public String type() {
        return "decision-tree";
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
        return new ForestState(ForestProblem.of(spec, data, seed, false), 1);
    }

    @Override
    public ForestState step(ForestState state) {
        state.grow();
        return state;
    }

    @Override
    public boolean done(ForestState state) {
        return !state.trees.isEmpty();
    }

    @Override
    public Progress progress(ForestState state) {
        return new Progress(state.trees.size(), 1, state.trainingLoss, state.validationLoss);
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
