package org.modelyard.monitoring.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.stats.ChiSquared;
import org.modelyard.stats.FisherExact;
import org.modelyard.stats.KolmogorovSmirnov;
import org.modelyard.stats.StabilityIndex;
import org.modelyard.stats.TestResult;

/** The tests of one feature's counts, by the kind of its layout. */
final class Comparisons {

    private static final int PSI_GROUPS = 10;
    /** Cochran's rule for the chi-squared approximation. */
    private static final double LEAST_EXPECTED = 5;

    private Comparisons() {}

    /** The test that says most about a layout of this kind. */
    static DriftStatistic main(FeatureLayout layout) {
        return switch (kind(layout)) {
            case ORDERED -> DriftStatistic.KOLMOGOROV_SMIRNOV;
            case UNORDERED -> DriftStatistic.CHI_SQUARED;
            case TEXT -> DriftStatistic.TOKEN_SHARE;
        };
    }

    /**
     * At least one test. A test that could only give p = 1 is left out, so that it takes nothing from the others.
     *
     * @param n rows of the reference, at least 1
     * @param m rows of the window, at least 1
     */
    static List<Comparison> of(FeatureLayout layout, long[] reference, long[] window, long n, long m) {
        if (kind(layout) == Kind.UNORDERED) {
            long used = IntStream.range(0, reference.length)
                    .filter(cell -> reference[cell] + window[cell] > 0)
                    .count();
            Comparison all = categories(reference, window, n, m);
            return used < 2 ? List.of(all) : List.of(all, mostTelling(reference, window, n, m));
        }
        List<Comparison> tests = new ArrayList<>();
        int end = layout instanceof TextLayout text ? text.firstBucket() : layout.cells();
        long missing = reference[FeatureLayout.MISSING];
        long missingNow = window[FeatureLayout.MISSING];
        boolean values = missing < n && missingNow < m;
        if (missing + missingNow > 0 || !values) {
            tests.add(missing(missing, missingNow, n, m));
        }
        if (values) {
            tests.add(ordered(reference, window, end));
            if (layout instanceof TextLayout) {
                tests.add(tokens(reference, window, end, n, m));
            }
        }
        return tests;
    }

    private enum Kind {
        ORDERED,
        UNORDERED,
        TEXT
    }

    private static Kind kind(FeatureLayout layout) {
        return layout instanceof TextLayout
                ? Kind.TEXT
                : layout instanceof NumericLayout ? Kind.ORDERED : Kind.UNORDERED;
    }

    private static Comparison missing(long missing, long missingNow, long n, long m) {
        double p = FisherExact.doubled(missing, n - missing, missingNow, m - missingNow);
        double difference = (double) missingNow / m - (double) missing / n;
        double psi =
                StabilityIndex.correctedPsi(new long[] {missing, n - missing}, new long[] {missingNow, m - missingNow});
        return new Comparison(DriftStatistic.MISSING_SHARE, difference, p, psi, Math.abs(difference));
    }

    private static Comparison ordered(long[] reference, long[] window, int end) {
        double d = KolmogorovSmirnov.statistic(reference, window, 1, end);
        long n = Arrays.stream(reference, 1, end).sum();
        long m = Arrays.stream(window, 1, end).sum();
        TestResult test = KolmogorovSmirnov.limit(d, n, m);
        long[][] groups = groups(reference, window, end, n);
        double psi = StabilityIndex.correctedPsi(groups[0], groups[1]);
        return new Comparison(DriftStatistic.KOLMOGOROV_SMIRNOV, d, test.p(), psi, d);
    }

    /** Neighbouring cells joined until a group holds a tenth of the reference: PSI of 256 bins is mostly noise. */
    private static long[][] groups(long[] reference, long[] window, int end, long n) {
        long[][] groups = new long[2][PSI_GROUPS + 1];
        int group = 0;
        long left = n;
        for (int cell = 1; cell < end; cell++) {
            // what is left must fill at least half a group: the cell 'above', empty in the reference, makes none
            if (groups[0][group] * PSI_GROUPS >= n && left * 2 * PSI_GROUPS >= n) {
                group++;
            }
            left -= reference[cell];
            groups[0][group] += reference[cell];
            groups[1][group] += window[cell];
        }
        return groups;
    }

    private static Comparison categories(long[] reference, long[] window, long n, long m) {
        long[][] table = mergeRare(reference, window, n, m);
        TestResult test = ChiSquared.independence(table);
        if (Double.isNaN(test.p())) {
            // one and the same value on both sides
            return new Comparison(DriftStatistic.CHI_SQUARED, 0, 1, 0, 0);
        }
        double distance = 0;
        double noise = 0;
        for (int i = 0; i < table[0].length; i++) {
            distance += Math.abs((double) table[0][i] / n - (double) table[1][i] / m) / 2;
            double share = (double) (table[0][i] + table[1][i]) / (n + m);
            noise += Math.sqrt(2 / Math.PI * share * (1 - share) * (1.0 / n + 1.0 / m)) / 2;
        }
        return new Comparison(
                DriftStatistic.CHI_SQUARED,
                test.statistic(),
                test.p(),
                StabilityIndex.correctedPsi(table[0], table[1]),
                Math.max(0, distance - noise));
    }

    /** Cells whose expected count is below 5 on either side, in one; and that with the next rarest if it still is. */
    private static long[][] mergeRare(long[] reference, long[] window, long n, long m) {
        Integer[] byCount = new Integer[reference.length];
        Arrays.setAll(byCount, i -> i);
        Arrays.sort(byCount, (a, b) -> Long.compare(reference[a] + window[a], reference[b] + window[b]));
        double needed = LEAST_EXPECTED * (n + m) / Math.min(n, m);
        List<long[]> cells = new ArrayList<>();
        long[] rare = new long[2];
        for (int cell : byCount) {
            long both = reference[cell] + window[cell];
            boolean merging =
                    cells.isEmpty() && (both < needed || (rare[0] + rare[1] > 0 && rare[0] + rare[1] < needed));
            if (merging) {
                rare[0] += reference[cell];
                rare[1] += window[cell];
            } else {
                cells.add(new long[] {reference[cell], window[cell]});
            }
        }
        if (rare[0] + rare[1] > 0) {
            cells.add(rare);
        }
        long[][] table = new long[2][cells.size()];
        for (int i = 0; i < cells.size(); i++) {
            table[0][i] = cells.get(i)[0];
            table[1][i] = cells.get(i)[1];
        }
        return table;
    }

    private static Comparison mostTelling(long[] reference, long[] window, long n, long m) {
        Extreme extreme = extreme(reference, window, 0, n, m);
        int cell = extreme.cell();
        double psi = StabilityIndex.correctedPsi(
                new long[] {reference[cell], n - reference[cell]}, new long[] {window[cell], m - window[cell]});
        double difference = (double) window[cell] / m - (double) reference[cell] / n;
        return new Comparison(DriftStatistic.CATEGORY_SHARE, difference, extreme.p(), psi, Math.abs(difference));
    }

    private static Comparison tokens(long[] reference, long[] window, int first, long n, long m) {
        double largest = 0;
        for (int i = first; i < reference.length; i++) {
            double difference = (double) window[i] / m - (double) reference[i] / n;
            largest = Math.abs(difference) > Math.abs(largest) ? difference : largest;
        }
        double psi = StabilityIndex.correctedPsi(
                Arrays.copyOfRange(reference, first, reference.length),
                Arrays.copyOfRange(window, first, window.length));
        // no token at all on one side is the largest change, none on both is none
        double effect = !Double.isNaN(psi) ? psi : largest == 0 ? 0 : 1;
        double p = extreme(reference, window, first, n, m).p();
        return new Comparison(DriftStatistic.TOKEN_SHARE, largest, p, effect, Math.abs(largest));
    }

    /** @param p the least of Fisher's p-values, times the number of cells tested */
    private record Extreme(int cell, double p) {}

    private static Extreme extreme(long[] reference, long[] window, int first, long n, long m) {
        int cell = first;
        double least = 1;
        int tested = 0;
        for (int i = first; i < reference.length; i++) {
            if (reference[i] + window[i] > 0) {
                tested++;
                double p = FisherExact.doubled(reference[i], n - reference[i], window[i], m - window[i]);
                if (p < least) {
                    least = p;
                    cell = i;
                }
            }
        }
        return new Extreme(cell, Math.min(1, least * tested));
    }
}
