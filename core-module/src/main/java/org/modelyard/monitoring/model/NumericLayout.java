package org.modelyard.monitoring.model;

import java.util.Arrays;

/**
 * Cells of NUMERIC and TIMESTAMP features: missing, below, the intervals (e(i-1), e(i)] between the edges, above. The
 * edges are quantiles of the reference, so its rows are spread about evenly. A value that holds a share of 1/256 or
 * more (an atom) has an interval of its own: the edge before it is the next lower double.
 *
 * @param edges ascending, each once; the first lies just below the reference's minimum, the last is its maximum. Empty
 *     when the reference had no value: then all values share one cell. Not to be written to
 */
public record NumericLayout(String name, double[] edges) implements FeatureLayout {

    public static final int BINS = 256;

    public NumericLayout {
        for (int i = 0; i < edges.length; i++) {
            if (Double.isNaN(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
                throw new IllegalArgumentException("the edges of '" + name + "' do not ascend");
            }
        }
    }

    /**
     * @param values the reference; NaN is missing, infinite values do not shape the edges
     * @param bins quantile bins, before atoms are set apart
     */
    public static NumericLayout of(String name, double[] values, int bins) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        int n = sorted.length;
        if (n == 0) {
            return new NumericLayout(name, sorted);
        }
        double[] edges = new double[bins + 1 + 2 * bins];
        int used = 0;
        edges[used++] = Math.nextDown(sorted[0]);
        for (int i = 1; i <= bins; i++) {
            edges[used++] = sorted[(int) Math.max(0, ((long) i * n + bins - 1) / bins - 1)];
        }
        for (int start = 0, end; start < n; start = end) {
            end = start + 1;
            while (end < n && sorted[end] == sorted[start]) {
                end++;
            }
            // a value seen once is no atom, however short the reference
            if (end - start > 1 && (long) (end - start) * bins >= n) {
                edges[used++] = Math.nextDown(sorted[start]);
                edges[used++] = sorted[start];
            }
        }
        double[] distinct = Arrays.stream(edges, 0, used)
                .map(edge -> edge + 0.0)
                .sorted()
                .distinct()
                .toArray();
        return new NumericLayout(name, distinct);
    }

    @Override
    public int cells() {
        return edges.length + 2;
    }

    /** The value's cell: 0 for NaN, else 1 + the number of edges below the value. */
    int cell(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        // a search without branches on the data: a mispredicted branch costs more than a whole step
        double[] edges = this.edges;
        int base = 0;
        int length = edges.length;
        while (length > 0) {
            int half = (length + 1) >>> 1;
            base = edges[base + half - 1] < value ? base + half : base;
            length -= half;
        }
        return base + 1;
    }
}
