package org.modelyard.ml.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A regression tree as the boxes that it cuts the unit cube into, each with the mean of its rows. */
final class VarianceTree {

    private static final int LEAST_ROWS = 3;

    /**
     * @param low one a dimension
     * @param high one a dimension
     */
    private record Box(double[] low, double[] high, double value) {

        double volume() {
            double volume = 1;
            for (int d = 0; d < low.length; d++) {
                volume *= high[d] - low[d];
            }
            return volume;
        }
    }

    private record Cut(int dimension, double at, double gain) {}

    private final List<Box> boxes = new ArrayList<>();
    private final double[][] places;
    private final double[] losses;

    private VarianceTree(double[][] places, double[] losses) {
        this.places = places;
        this.losses = losses;
    }

    /**
     * @param places one a row, 0 to 1 each
     * @param rows drawn, one at least; may hold a row more than once
     */
    static VarianceTree grow(double[][] places, double[] losses, int[] rows) {
        int dimensions = places[0].length;
        VarianceTree tree = new VarianceTree(places, losses);
        double[] high = new double[dimensions];
        Arrays.fill(high, 1);
        tree.split(rows, new double[dimensions], high);
        return tree;
    }

    private void split(int[] rows, double[] low, double[] high) {
        Cut cut = best(rows);
        if (cut == null) {
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> losses[row])
                    .average()
                    .orElseThrow();
            boxes.add(new Box(low, high, mean));
            return;
        }
        double[] middle = high.clone();
        middle[cut.dimension()] = cut.at();
        split(part(rows, cut, true), low, middle);
        middle = low.clone();
        middle[cut.dimension()] = cut.at();
        split(part(rows, cut, false), middle, high);
    }

    private int[] part(int[] rows, Cut cut, boolean below) {
        return Arrays.stream(rows)
                .filter(row -> places[row][cut.dimension()] < cut.at() == below)
                .toArray();
    }

    private @Nullable Cut best(int[] rows) {
        Cut best = null;
        for (int d = 0; d < places[0].length; d++) {
            int dimension = d;
            int[] sorted = IntStream.of(rows)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> places[row][dimension]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double total = Arrays.stream(sorted).mapToDouble(row -> losses[row]).sum();
            double left = 0;
            for (int i = 1; i < sorted.length; i++) {
                left += losses[sorted[i - 1]];
                double below = places[sorted[i - 1]][d];
                double above = places[sorted[i]][d];
                int rest = sorted.length - i;
                if (below == above || i < LEAST_ROWS || rest < LEAST_ROWS) {
                    continue;
                }
                double gain = left * left / i + (total - left) * (total - left) / rest - total * total / sorted.length;
                if (gain > 1e-12 && (best == null || gain > best.gain())) {
                    best = new Cut(d, (below + above) / 2, gain);
                }
            }
        }
        return best;
    }

    private double mean() {
        return boxes.stream().mapToDouble(box -> box.volume() * box.value()).sum();
    }

    /** Of the tree's answers over the cube. */
    double variance() {
        double mean = mean();
        return boxes.stream()
                .mapToDouble(box -> box.volume() * (box.value() - mean) * (box.value() - mean))
                .sum();
    }

    /** Of the mean answer at each place of a dimension, over the dimension. */
    double variance(int dimension) {
        double[] cuts = boxes.stream()
                .flatMapToDouble(box -> Arrays.stream(new double[] {box.low()[dimension], box.high()[dimension]}))
                .distinct()
                .sorted()
                .toArray();
        double mean = mean();
        double variance = 0;
        for (int i = 1; i < cuts.length; i++) {
            double from = cuts[i - 1];
            double to = cuts[i];
            double there = boxes.stream()
                    .filter(box -> box.low()[dimension] <= from && box.high()[dimension] >= to)
                    .mapToDouble(box -> box.value() * box.volume() / (box.high()[dimension] - box.low()[dimension]))
                    .sum();
            variance += (to - from) * (there - mean) * (there - mean);
        }
        return variance;
    }
}
