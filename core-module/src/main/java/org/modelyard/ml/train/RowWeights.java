package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * How much each row counts in a loss and its gradient. A weight of 2 is the row twice; a row of weight 0 is none.
 *
 * @param values one a row, finite, 0 or more; empty: every row counts 1
 */
public record RowWeights(double[] values) {

    /** Every row counts 1. */
    public static final RowWeights NONE = new RowWeights(new double[0]);

    /** @throws IllegalArgumentException when a weight is negative or not finite */
    public RowWeights {
        for (double value : values) {
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a weight of " + value);
            }
        }
    }

    /**
     * The same for every label in sum: rows / (labels · rows of the label), over the labels that occur (King and Zeng 2001).
     *
     * @throws Refusal.Invalid when there are no labels to balance
     */
    public static RowWeights balanced(Targets targets) {
        Targets.Labels labels = labels(targets);
        int[] counts = counts(labels);
        long occur = Arrays.stream(counts).filter(count -> count > 0).count();
        double[] values = new double[labels.rows()];
        Arrays.setAll(values, row -> values.length / ((double) occur * counts[labels.codes()[row]]));
        return new RowWeights(values);
    }

    /**
     * By the row's label.
     *
     * @param weights by label, 0 or more; labels not named count 1
     * @throws Refusal.Invalid when a weight is no weight, a label is unknown, or there are no labels
     */
    public static RowWeights ofLabels(Targets targets, Map<String, Double> weights) {
        Targets.Labels labels = labels(targets);
        Set<String> unknown = new TreeSet<>(weights.keySet());
        unknown.removeAll(Set.copyOf(labels.names()));
        if (!unknown.isEmpty()) {
            throw new Refusal.Invalid(
                    "weights.labels",
                    "No row has the label '" + Texts.brief(unknown.iterator().next())
                            + "': name labels of the dataset only.");
        }
        double[] byLabel = new double[labels.names().size()];
        for (int label = 0; label < byLabel.length; label++) {
            String name = labels.names().get(label);
            double weight = weights.getOrDefault(name, 1.0);
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new Refusal.Invalid(
                        "weights.labels", "The weight of '" + Texts.brief(name) + "' must be a number from 0 up.");
            }
            byLabel[label] = weight;
        }
        return new RowWeights(
                Arrays.stream(labels.codes()).mapToDouble(code -> byLabel[code]).toArray());
    }

    /**
     * A row counts as much as it is trusted: one of quality 0 is left out.
     *
     * @param qualities one a row, 0-1
     * @throws IllegalArgumentException when one is outside
     */
    public static RowWeights ofQuality(double[] qualities) {
        for (double quality : qualities) {
            if (!(quality >= 0 && quality <= 1)) {
                throw new IllegalArgumentException("a quality of " + quality);
            }
        }
        return new RowWeights(qualities.clone());
    }

    /** @throws IllegalArgumentException when the others are of another number of rows */
    public RowWeights times(RowWeights others) {
        if (isNone() || others.isNone()) {
            return isNone() ? others : this;
        }
        if (values.length != others.values.length) {
            throw new IllegalArgumentException("weights of different rows");
        }
        double[] products = new double[values.length];
        Arrays.setAll(products, row -> values[row] * others.values[row]);
        return new RowWeights(products);
    }

    public boolean isNone() {
        return values.length == 0;
    }

    /** Of a row. */
    public double of(int row) {
        return values.length == 0 ? 1 : values[row];
    }

    /** The rows' weights, added up in their order. */
    double sum(int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += of(row);
        }
        return sum;
    }

    RowWeights select(int[] rows) {
        return isNone()
                ? this
                : new RowWeights(Arrays.stream(rows).mapToDouble(this::of).toArray());
    }

    /** The same in proportion, with a mean of 1. */
    RowWeights standardised() {
        double mean = Arrays.stream(values).average().orElse(1);
        return new RowWeights(Arrays.stream(values).map(value -> value / mean).toArray());
    }

    /** Rows that count at all, rising. */
    int[] counting() {
        return IntStream.range(0, values.length).filter(row -> values[row] > 0).toArray();
    }

    /** Tells trainings apart whose checkpoints must not be mixed up; 0 without weights. */
    long fingerprint() {
        return isNone() ? 0 : 0xD1B54A32D192ED03L * Arrays.hashCode(values);
    }

    private static Targets.Labels labels(Targets targets) {
        if (targets instanceof Targets.Labels labels) {
            return labels;
        }
        throw new Refusal.Invalid("weights", "Only labels can be weighed: a target of numbers has none.");
    }

    private static int[] counts(Targets.Labels labels) {
        int[] counts = new int[labels.names().size()];
        for (int code : labels.codes()) {
            counts[code]++;
        }
        return counts;
    }
}
