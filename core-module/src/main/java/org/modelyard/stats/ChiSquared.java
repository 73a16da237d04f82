package org.modelyard.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Pearson's chi-squared tests, without Yates' correction. The error rate is asymptotic: it holds when the expected
 * counts are about 5 or more (Cochran), which is for the caller to see to by merging rare cells.
 */
public final class ChiSquared {

    private ChiSquared() {}

    /**
     * Independence of rows and columns. Rows and columns without any count are left out; undefined with fewer than two
     * of either.
     *
     * @param table counts, rectangular
     */
    public static TestResult independence(long[][] table) {
        int columns = table[0].length;
        double[] rowSums = new double[table.length];
        double[] columnSums = new double[columns];
        double total = 0;
        for (int r = 0; r < table.length; r++) {
            Arguments.sameLength(columns, table[r].length);
            for (int c = 0; c < columns; c++) {
                rowSums[r] += table[r][c];
                columnSums[c] += table[r][c];
                total += table[r][c];
            }
        }
        int rowsUsed = used(rowSums);
        int columnsUsed = used(columnSums);
        if (rowsUsed < 2 || columnsUsed < 2) {
            return TestResult.UNDEFINED;
        }
        double statistic = 0;
        for (int r = 0; r < table.length; r++) {
            for (int c = 0; c < columns; c++) {
                double expected = rowSums[r] * columnSums[c] / total;
                if (expected > 0) {
                    double difference = table[r][c] - expected;
                    statistic += difference * difference / expected;
                }
            }
        }
        return result(statistic, (rowsUsed - 1) * (columnsUsed - 1));
    }

    /** Cramér's V of a table, 0-1, without bias correction; NaN where the test is undefined. */
    public static double cramersV(long[][] table) {
        TestResult test = independence(table);
        double total = 0;
        for (long[] row : table) {
            for (long count : row) {
                total += count;
            }
        }
        return Math.sqrt(test.statistic() / (total * (Math.min(table.length, table[0].length) - 1)));
    }

    /**
     * Goodness of fit: do the counts follow the weights?
     *
     * @param weights positive, of any sum
     */
    public static TestResult goodnessOfFit(long[] counts, double[] weights) {
        Arguments.sameLength(counts.length, weights.length);
        double total = 0;
        double weight = 0;
        for (int i = 0; i < counts.length; i++) {
            if (!(weights[i] > 0)) {
                throw new IllegalArgumentException("a weight must be positive, not " + weights[i]);
            }
            total += counts[i];
            weight += weights[i];
        }
        if (total == 0 || counts.length < 2) {
            return TestResult.UNDEFINED;
        }
        double statistic = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = total * weights[i] / weight;
            statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        return result(statistic, counts.length - 1);
    }

    private static TestResult result(double statistic, int degreesOfFreedom) {
        double p = ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
        return new TestResult(statistic, p, degreesOfFreedom);
    }

    private static int used(double[] sums) {
        int used = 0;
        for (double sum : sums) {
            used += sum > 0 ? 1 : 0;
        }
        return used;
    }
}
