package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.tree.BinnedRows;
import org.modelyard.ml.tree.Growth;
import org.modelyard.ml.tree.RowSample;
import org.modelyard.ml.tree.Sample;
import org.modelyard.ml.tree.Workers;

/**
 * What stays the same over trees that do not depend on each other. A leaf answers with the mean of its rows: of the target, or of the
 * labels' indicators, whose variance is Gini's impurity.
 *
 * @param codes the label of each row; empty for regression
 * @param values the target of each row; with labels 1
 * @param bootstrap whether a tree learns from as many rows drawn with replacement, or from all
 * @param rowWeights beside how often a row was drawn; the least rows of a leaf are counted, not weighed
 */
record ForestProblem(
        TrainerSpec spec,
        long seed,
        SparseRows rows,
        BinnedRows binned,
        int labels,
        int[] codes,
        double[] values,
        boolean bootstrap,
        Workers workers,
        RowWeights rowWeights) {

    private static final double LEAST_PROBABILITY = 1e-15;

    static ForestProblem of(TrainerSpec spec, TrainingData data, long seed, boolean bootstrap) {
        int labels = 0;
        int[] codes = new int[0];
        double[] values;
        if (data.targets() instanceof Targets.Labels targets) {
            labels = targets.names().size();
            codes = targets.codes();
            values = new double[codes.length];
            Arrays.fill(values, 1);
        } else {
            values = ((Targets.Values) data.targets()).values();
        }
        return new ForestProblem(
                spec,
                seed,
                data.rows(),
                TreeData.binned(spec, data),
                labels,
                codes,
                values,
                bootstrap,
                data.workers(),
                data.weights());
    }

    Link link() {
        return labels == 0 ? Link.IDENTITY : Link.PROBABILITIES;
    }

    int outputs() {
        return labels > 2 ? labels : 1;
    }

    /** @param columnShare of the columns, for each split */
    Growth growth(double columnShare) {
        return new Growth(
                spec.integer("maxDepth"),
                spec.integer("maxLeaves"),
                spec.integer("minRows"),
                0,
                0,
                spec.number("minGain"),
                1,
                columnShare);
    }

    /** How often a tree learns from each row. */
    int[] drawn(int tree) {
        if (!bootstrap) {
            int[] once = new int[rows.rows()];
            Arrays.fill(once, 1);
            return once;
        }
        return RowSample.bootstrap(rows.rows(), new SplittableRandom(seed(tree)));
    }

    long seed(int tree) {
        return seed + 0x9E3779B97F4A7C15L * (tree + 1);
    }

    /** The rows that were drawn, each once. */
    static int[] order(int[] drawn) {
        return IntStream.range(0, drawn.length).filter(row -> drawn[row] > 0).toArray();
    }

    Sample sample(int[] drawn) {
        double[] gradients = new double[drawn.length];
        double[] weights = new double[drawn.length];
        for (int row = 0; row < drawn.length; row++) {
            boolean counts = labels != 2 || code(row) == 1;
            weights[row] = drawn[row] * rowWeights.of(row);
            gradients[row] = counts ? -weights[row] * values[row] : 0;
        }
        return new Sample(outputs(), labels > 2 ? codes : new int[0], gradients, weights);
    }

    private int code(int row) {
        return codes.length == 0 ? 0 : codes[row];
    }

    /** Of an answer that stands from {@code at} on: log loss in nats, or squared error. */
    double loss(double[] answers, int at, int row) {
        if (labels == 0) {
            double error = values[row] - answers[at];
            return error * error;
        }
        double probability = labels > 2 ? answers[at + code(row)] : code(row) == 1 ? answers[at] : 1 - answers[at];
        return -StrictMath.log(Math.max(LEAST_PROBABILITY, probability));
    }

    /** Tells trainings apart whose checkpoints must not be mixed up. */
    long fingerprint() {
        return Objects.hash(spec, labels, rows.rows(), rows.width(), rows.indices().length) * 0x9E3779B97F4A7C15L
                ^ seed
                ^ rowWeights.fingerprint();
    }
}
