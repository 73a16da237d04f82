package org.modelyard.ml.train;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.platform.model.Refusal;

/** LIBLINEAR before or after its one step. Weights lie as {@code [feature * outputs + output]}, the bias behind them. */
final class LibLinearState implements Learning {

    private static final int MAGIC = 0x4D595631; // MYV1

    static {
        Linear.disableDebugOutput(); // it would tell the standard output of every iteration
    }

    private final TrainerSpec spec;
    private final SparseRows rows;
    private final Targets targets;
    private final TargetScale scale;
    private final RowLoss loss;
    private final long seed;
    private boolean learnt;
    /** Of the standardised target. */
    private double[] weights;

    private double trainingLoss = Double.NaN;

    LibLinearState(TrainerSpec spec, TrainingData data, long seed) {
        this.spec = spec;
        this.rows = data.rows();
        this.targets = data.targets();
        this.scale = TargetScale.of(targets, IntStream.range(0, rows.rows()).toArray());
        this.loss = RowLoss.of(data, scale);
        this.seed = seed;
        this.weights = new double[(rows.width() + 1) * loss.outputs()];
    }

    @Override
    public void step() {
        boolean labels = targets instanceof Targets.Labels;
        SolverType solver = SolverType.valueOf(
                spec.text(labels ? "solver" : "regressionSolver").toUpperCase(Locale.ROOT));
        Parameter parameter = new Parameter(
                solver,
                spec.number("cost"),
                spec.number("epsilon"),
                spec.integer("maxIterations"),
                spec.number("tube"));
        parameter.setRandom(new Random(seed));
        take(Linear.train(problem(), parameter));
        learnt = true;
        trainingLoss = scale.loss(meanLoss());
    }

    private Problem problem() {
        Problem problem = new Problem();
        problem.l = rows.rows();
        problem.n = rows.width() + 1;
        problem.bias = 1;
        problem.x = new Feature[problem.l][];
        problem.y = targets instanceof Targets.Labels labels
                ? Arrays.stream(labels.codes()).asDoubleStream().toArray()
                : Arrays.stream(((Targets.Values) targets).values())
                        .map(value -> (value - scale.mean()) / scale.deviation())
                        .toArray();
        Feature one = new AskingFeature(problem.n);
        for (int row = 0; row < problem.l; row++) {
            Pulse.beat(row);
            int from = rows.offsets()[row];
            int size = rows.offsets()[row + 1] - from;
            Feature[] features = new Feature[size + 1];
            for (int i = 0; i < size; i++) {
                features[i] = new FeatureNode(rows.indices()[from + i] + 1, rows.values()[from + i]);
            }
            features[size] = one;
            problem.x[row] = features;
        }
        return problem;
    }

    /**
     * The bias, which every solver reads with every row: the one place where LIBLINEAR can be left off. It asks now and then, as a row is over
     * in a microsecond.
     */
    private static final class AskingFeature implements Feature {
        private final int index;
        private int reads;

        AskingFeature(int index) {
            this.index = index;
        }

        @Override
        public int getIndex() {
            return index;
        }

        @Override
        public double getValue() {
            Pulse.beat(reads++);
            return 1;
        }

        @Override
        public void setValue(double value) {
            throw new UnsupportedOperationException("the bias is 1");
        }
    }

    /** LIBLINEAR numbers the labels as it meets them; of two, it keeps the weights of the first alone. */
    private void take(Model model) {
        double[] found = model.getFeatureWeights();
        int outputs = loss.outputs();
        int columns = found.length / (rows.width() + 1);
        if (!(targets instanceof Targets.Labels labels)) {
            weights = found.clone();
            return;
        }
        int[] order = model.getLabels();
        if (order.length != labels.names().size()) {
            throw new Refusal.Invalid("dataset", "liblinear learns only labels that have rows: leave the others out.");
        }
        for (int feature = 0; feature <= rows.width(); feature++) {
            for (int column = 0; column < columns; column++) {
                double weight = found[feature * columns + column];
                if (outputs == 1) {
                    weights[feature] += order[column] == 1 ? weight : -weight;
                } else {
                    weights[feature * outputs + order[column]] = weight;
                }
            }
        }
    }

    private double meanLoss() {
        int outputs = loss.outputs();
        float[] sums = new float[outputs];
        double total = 0;
        for (int row = 0; row < rows.rows(); row++) {
            Pulse.beat(row);
            for (int k = 0; k < outputs; k++) {
                double sum = weights[rows.width() * outputs + k];
                for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                    sum += rows.values()[i] * weights[rows.indices()[i] * outputs + k];
                }
                sums[k] = (float) sum;
            }
            total += loss.derive(sums, row);
        }
        return total / rows.rows();
    }

    @Override
    public boolean done() {
        return learnt;
    }

    @Override
    public Progress progress() {
        return new Progress(learnt ? 1 : 0, 1, trainingLoss, Double.NaN);
    }

    private long fingerprint() {
        return Objects.hash(spec, loss.outputs(), rows.rows(), rows.width(), rows.indices().length)
                        * 0x9E3779B97F4A7C15L
                ^ seed;
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(fingerprint()).put(learnt);
        return (learnt ? out.put(trainingLoss).put(weights) : out).toBytes();
    }

    LibLinearState read(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of liblinear");
        if (in.getLong() != fingerprint()) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        learnt = in.getBoolean();
        if (learnt) {
            trainingLoss = in.getDouble();
            weights = in.getDoubles(weights.length);
        }
        in.end();
        return this;
    }

    @Override
    public LinearModel finish() {
        int outputs = loss.outputs();
        int inner = rows.width() * outputs;
        double[] scaled =
                Arrays.stream(weights).map(weight -> weight * scale.deviation()).toArray();
        double[] bias = Arrays.copyOfRange(scaled, inner, scaled.length);
        for (int k = 0; k < outputs; k++) {
            bias[k] += scale.mean();
        }
        return new LinearModel(loss.link(), outputs, rows.width(), Arrays.copyOf(scaled, inner), bias);
    }
}
