package org.modelyard.ml.train;

import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.train.Hyperparameter.Scale;
import org.modelyard.platform.model.Refusal;

/**
 * Multinomial naive Bayes: each label has its own share of every feature, smoothed; what a row says is the sum of the logarithms (Manning et
 * al. 2008, section 13.2). That is a linear model, counted in one step. Columns that can be negative say nothing as shares and are left
 * out: a number speaks through its bins.
 */
final class NaiveBayes implements Trainer<NaiveBayesState> {

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.with(
            32,
            Hyperparameter.number(
                            "smoothing",
                            1e-6,
                            1e6,
                            0.1,
                            "Added to each label's sum of each feature, so that none is zero.")
                    .withSearch(1e-3, 10, Scale.LOG));

    @Override
    public String type() {
        return "multinomial-naive-bayes";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
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
    public NaiveBayesState start(TrainerSpec spec, TrainingData data, long seed) {
        if (!(data.targets() instanceof Targets.Labels targets)) {
            throw new Refusal.Invalid("trainer.type", "multinomial-naive-bayes learns labels, not numbers.");
        }
        long weights = data.rows().width() * (long) targets.names().size();
        if (weights > DescentProblem.MAX_WEIGHTS) {
            throw new Refusal.Invalid(
                    "trainer.maxTerms",
                    "Labels and encoded features make " + weights + " weights, at most " + DescentProblem.MAX_WEIGHTS
                            + " are learnt: lower maxTerms.");
        }
        return new NaiveBayesState(spec, data.rows(), targets, data.weights(), seed);
    }

    @Override
    public NaiveBayesState step(NaiveBayesState state) {
        SparseRows rows = state.rows;
        int labels = state.labels();
        boolean[] negative = new boolean[rows.width()];
        for (int i = 0; i < rows.indices().length; i++) {
            negative[rows.indices()[i]] |= rows.values()[i] < 0;
        }
        for (int row = 0; row < rows.rows(); row++) {
            Pulse.beat(row);
            double weight = state.weights.of(row);
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                if (!negative[rows.indices()[i]]) {
                    state.sums[rows.indices()[i] * labels + state.targets.codes()[row]] += weight * rows.values()[i];
                }
            }
        }
        state.counted = true;
        state.trainingLoss = loss(state);
        return state;
    }

    /** Mean log loss in nats of the rows it was counted from. */
    private static double loss(NaiveBayesState state) {
        LinearModel model = model(state);
        SparseRows rows = state.rows;
        int outputs = model.outputs();
        double loss = 0;
        double total = 0;
        double[] sums = new double[outputs];
        int[] code = new int[1];
        Objective objective = outputs == 1 ? new LogisticObjective(code) : new SoftmaxObjective(code, outputs);
        for (int row = 0; row < rows.rows(); row++) {
            Pulse.beat();
            System.arraycopy(model.bias(), 0, sums, 0, outputs);
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                for (int k = 0; k < outputs; k++) {
                    sums[k] += rows.values()[i] * model.weights()[rows.indices()[i] * outputs + k];
                }
            }
            code[0] = state.targets.codes()[row];
            loss += state.weights.of(row) * objective.loss(sums, 0);
            total += state.weights.of(row);
        }
        return loss / total;
    }

    @Override
    public boolean done(NaiveBayesState state) {
        return state.counted;
    }

    @Override
    public Progress progress(NaiveBayesState state) {
        return new Progress(state.counted ? 1 : 0, 1, state.trainingLoss, Double.NaN);
    }

    @Override
    public byte[] toBytes(NaiveBayesState state) {
        return state.toBytes();
    }

    @Override
    public NaiveBayesState fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return NaiveBayesState.fromBytes(start(spec, data, seed), bytes);
    }

    @Override
    public TrainedModel finish(NaiveBayesState state) {
        return model(state);
    }

    private static LinearModel model(NaiveBayesState state) {
        int labels = state.labels();
        int width = state.rows.width();
        double smoothing = state.spec.number("smoothing");
        double[] totals = new double[labels];
        boolean[] used = new boolean[width];
        int columns = 0;
        for (int feature = 0; feature < width; feature++) {
            for (int label = 0; label < labels; label++) {
                used[feature] |= state.sums[feature * labels + label] > 0;
                totals[label] += state.sums[feature * labels + label];
            }
            columns += used[feature] ? 1 : 0;
        }
        double[] logs = new double[width * labels];
        for (int feature = 0; feature < width; feature++) {
            Pulse.beat();
            for (int label = 0; used[feature] && label < labels; label++) {
                int at = feature * labels + label;
                logs[at] = StrictMath.log((state.sums[at] + smoothing) / (totals[label] + smoothing * columns));
            }
        }
        double[] priors = new double[labels];
        double total = 0;
        for (int row = 0; row < state.rows.rows(); row++) {
            priors[state.targets.codes()[row]] += state.weights.of(row);
            total += state.weights.of(row);
        }
        for (int label = 0; label < labels; label++) {
            priors[label] = StrictMath.log(priors[label] / total);
        }
        return labels == 2
                ? new LinearModel(Link.LOGISTIC, 1, width, differences(logs), differences(priors))
                : new LinearModel(Link.SOFTMAX, labels, width, logs, priors);
    }

    /** The second label's less the first's. */
    private static double[] differences(double[] pairs) {
        double[] differences = new double[pairs.length / 2];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = pairs[2 * i + 1] - pairs[2 * i];
        }
        return differences;
    }
}
