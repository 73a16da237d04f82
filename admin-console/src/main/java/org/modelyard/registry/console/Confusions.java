package org.modelyard.registry.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.ConfusionMatrix;

/** What a classifier mistakes for what, in the form that still can be read: all cells of a small matrix, else the worst pairs. */
final class Confusions {

    private static final int MOST_LABELS = 12;
    private static final int MOST_PAIRS = 10;
    /** A deeper tint would make the number on it hard to read. */
    private static final int DEEPEST = 40;

    private Confusions() {}

    /** @param tint depth of the cell's colour in percent */
    record Cell(long count, int tint, boolean right) {}

    /** The rows that have one label, by the label they were given. */
    record Row(String actual, long support, List<Cell> cells) {}

    /** @param share of the rows that have the label */
    record Pair(String actual, String predicted, long count, double share) {}

    /** Empty when there is no matrix or it is too wide for a page. */
    static List<Row> rows(@Nullable ConfusionMatrix matrix) {
        if (matrix == null || matrix.labels().size() > MOST_LABELS) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        for (int actual = 0; actual < matrix.labels().size(); actual++) {
            long support = matrix.support(actual);
            List<Cell> cells = new ArrayList<>();
            for (int predicted = 0; predicted < matrix.labels().size(); predicted++) {
                long count = matrix.counts()[actual][predicted];
                int tint = support == 0 ? 0 : Math.round((float) DEEPEST * count / support);
                cells.add(new Cell(count, tint, actual == predicted));
            }
            rows.add(new Row(matrix.labels().get(actual), support, cells));
        }
        return rows;
    }

    /** The most frequent mistakes; empty when a matrix is shown or none was kept. */
    static List<Pair> pairs(@Nullable ConfusionMatrix matrix) {
        if (matrix == null || matrix.labels().size() <= MOST_LABELS) {
            return List.of();
        }
        List<Pair> pairs = new ArrayList<>();
        for (int actual = 0; actual < matrix.labels().size(); actual++) {
            for (int predicted = 0; predicted < matrix.labels().size(); predicted++) {
                long count = matrix.counts()[actual][predicted];
                if (actual != predicted && count > 0) {
                    pairs.add(new Pair(
                            matrix.labels().get(actual),
                            matrix.labels().get(predicted),
                            count,
                            (double) count / matrix.support(actual)));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::count).reversed());
        return pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()));
    }
}
