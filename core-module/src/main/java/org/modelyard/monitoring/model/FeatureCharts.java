package org.modelyard.monitoring.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.FeatureChart.Bin;

/**
 * Merges the cells of two histograms into bins for a chart. Merging only adds counts: no row is lost or moved. A text
 * feature shows its lengths, then the token buckets that changed most; one row counts in many of those, so that their
 * shares do not add up to 1.
 */
public final class FeatureCharts {

    public static final int MOST_BINS = 40;
    private static final int TOKEN_BINS = 8;
    /** Beside the intervals there may be bins for missing, below and above. */
    private static final int OUTSIDE_BINS = 3;

    private static final int DIGITS = 4;
    private static final int MOST_DIGITS = 7;
    private static final double LEAST_PLAIN = 1e-4;
    private static final double MOST_PLAIN = 1e15;

    private FeatureCharts() {}

    /**
     * In the order of the report's lines.
     *
     * @throws IllegalArgumentException when the layouts differ
     */
    public static List<FeatureChart> of(Histograms reference, Histograms window) {
        ProfileLayout layout = reference.layout();
        if (!layout.equals(window.layout())) {
            throw new IllegalArgumentException("reference and window have different layouts");
        }
        List<FeatureChart> charts = new ArrayList<>();
        for (int i = 0; i < layout.features().size(); i++) {
            FeatureLayout feature = layout.features().get(i);
            long[] before = reference.counts(i);
            long[] now = window.counts(i);
            charts.add(chart(feature, false, new Sides(before, now, feature.told(before), feature.told(now))));
        }
        if (!layout.labels().known().isEmpty()) {
            charts.add(chart(
                    layout.labels(),
                    true,
                    new Sides(
                            reference.labelCounts(),
                            window.labelCounts(),
                            reference.predictions(),
                            window.predictions())));
        }
        charts.add(chart(
                layout.outputs(),
                true,
                new Sides(
                        reference.outputCounts(),
                        window.outputCounts(),
                        reference.predictions(),
                        window.predictions())));
        return charts;
    }

    /** The counts of both sides, cell by cell, and the rows that they are of. */
    private record Sides(long[] reference, long[] window, long referenceRows, long windowRows) {

        Bin bin(String label, int from, int to) {
            return new Bin(
                    label, share(sum(reference, from, to), referenceRows), share(sum(window, from, to), windowRows));
        }

        boolean used(int cell) {
            return reference[cell] + window[cell] > 0;
        }

        double change(int cell) {
            return Math.abs((double) reference[cell] / Math.max(1, referenceRows)
                    - (double) window[cell] / Math.max(1, windowRows));
        }

        private static long sum(long[] counts, int from, int to) {
            return Arrays.stream(counts, from, to).sum();
        }

        private static @Nullable Double share(long count, long rows) {
            return rows == 0 ? null : (double) count / rows;
        }
    }

    private static FeatureChart chart(FeatureLayout layout, boolean answer, Sides sides) {
        List<Bin> bins = new ArrayList<>();
        if (sides.used(FeatureLayout.MISSING)) {
            bins.add(sides.bin("missing", FeatureLayout.MISSING, FeatureLayout.MISSING + 1));
        }
        if (layout instanceof NumericLayout numeric) {
            intervals(numeric, "", MOST_BINS - OUTSIDE_BINS, sides, bins);
        } else if (layout instanceof BooleanLayout) {
            bins.add(sides.bin("false", 1, 2));
            bins.add(sides.bin("true", 2, 3));
        } else if (layout instanceof CategoryLayout category) {
            categories(category, sides, bins);
        } else if (layout instanceof TextLayout text) {
            intervals(text.lengths(), "length ", MOST_BINS - OUTSIDE_BINS - TOKEN_BINS, sides, bins);
            tokens(text, sides, bins);
        }
        return new FeatureChart(layout.name(), answer, bins);
    }

    /** Neighbours are joined until a bin holds its part of the reference; atoms may fill several parts alone. */
    private static void intervals(NumericLayout layout, String unit, int most, Sides sides, List<Bin> bins) {
        double[] edges = layout.edges();
        if (edges.length == 0) {
            bins.add(sides.bin("any " + unit + "value", 1, 2));
            return;
        }
        int above = edges.length + 1;
        if (sides.used(1)) {
            bins.add(sides.bin(unit + "≤ " + text(edges[0], DIGITS), 1, 2));
        }
        long inside = Sides.sum(sides.reference(), 2, above);
        long done = 0;
        int made = 0;
        int from = 2;
        for (int cell = 2; cell < above; cell++) {
            done += sides.reference()[cell];
            boolean last = cell == above - 1;
            if (last || (inside > 0 && done * most >= inside * (made + 1) && made < most - 1)) {
                bins.add(sides.bin(unit + range(edges[from - 2], edges[cell - 1]), from, cell + 1));
                made = inside == 0 ? made + 1 : Math.max(made + 1, (int) (done * most / inside));
                from = cell + 1;
            }
        }
        if (sides.used(above)) {
            bins.add(sides.bin(unit + "> " + text(edges[edges.length - 1], DIGITS), above, above + 1));
        }
    }

    /** The most frequent by either side, in the layout's order; the rest in one bin. */
    private static void categories(CategoryLayout layout, Sides sides, List<Bin> bins) {
        int most = MOST_BINS - 2;
        Set<Integer> shown = new HashSet<>(IntStream.range(1, layout.other())
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> -Math.max(
                        share(sides.reference(), cell, sides.referenceRows()),
                        share(sides.window(), cell, sides.windowRows()))))
                .limit(most)
                .toList());
        long[] rest = new long[2];
        boolean any = false;
        for (int cell = 1; cell <= layout.other(); cell++) {
            if (shown.contains(cell)) {
                bins.add(sides.bin(layout.known().get(cell - 1), cell, cell + 1));
            } else if (sides.used(cell)) {
                rest[0] += sides.reference()[cell];
                rest[1] += sides.window()[cell];
                any = true;
            }
        }
        if (any) {
            bins.add(new Bin(
                    "other", Sides.share(rest[0], sides.referenceRows()), Sides.share(rest[1], sides.windowRows())));
        }
    }

    private static void tokens(TextLayout layout, Sides sides, List<Bin> bins) {
        int first = layout.firstBucket();
        IntStream.range(first, layout.cells())
                .filter(sides::used)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> -sides.change(cell)))
                .limit(TOKEN_BINS)
                .forEach(cell -> bins.add(sides.bin("words of bucket " + (cell - first), cell, cell + 1)));
    }

    private static double share(long[] counts, int cell, long rows) {
        return (double) counts[cell] / Math.max(1, rows);
    }

    /** Of as many digits as tell the edges apart, within reason: the one before an atom differs in the last bit only. */
    private static String range(double from, double to) {
        int digits = DIGITS;
        while (digits < MOST_DIGITS && text(from, digits).equals(text(to, digits))) {
            digits++;
        }
        return text(from, digits) + " – " + text(to, digits);
    }

    private static String text(double edge, int digits) {
        BigDecimal rounded = new BigDecimal(edge).round(new MathContext(digits)).stripTrailingZeros();
        double size = Math.abs(edge);
        return size == 0 || (size >= LEAST_PLAIN && size < MOST_PLAIN) ? rounded.toPlainString() : rounded.toString();
    }
}
