package org.modelyard.ml.tree;

/**
 * What a tree learns. Arrays are shared, not copied, with an entry for every row there is, also where only some are learnt from.
 *
 * @param places the output that a row's gradient belongs to, its others being 0; empty with one output
 * @param gradients first derivatives of the loss, one a row
 * @param weights second derivatives, one a row; with squared error the weight of the row
 */
public record Sample(int outputs, int[] places, double[] gradients, double[] weights) {

    public Sample {
        if (outputs > 1 && places.length != gradients.length) {
            throw new IllegalArgumentException("several outputs without places");
        }
    }

    /** With one output. */
    public Sample(double[] gradients, double[] weights) {
        this(1, new int[0], gradients, weights);
    }

    int place(int row) {
        return outputs == 1 ? 0 : places[row];
    }

    /** Of rows {@code from} to {@code to} (exclusive) of the order: gradients, weight, number of rows. */
    double[] totals(int[] order, int from, int to) {
        double[] totals = new double[outputs + 2];
        for (int i = from; i < to; i++) {
            totals[place(order[i])] += gradients[order[i]];
            totals[outputs] += weights[order[i]];
        }
        totals[outputs + 1] = to - from;
        return totals;
    }
}
