package org.modelyard.ml.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;

/**
 * Values that inputs of a row could have instead, as they occur in background rows: quantiles of a number, the most frequent
 * categories, the other truth. Sensitive inputs, texts and times stay.
 */
final class Moves {

    private static final int QUANTILES = 20;
    private static final int MOST_CATEGORIES = 50;

    private Moves() {}

    /**
     * One input's other value.
     *
     * @param number NaN for a category
     * @param text null for a number
     * @param scale of a number, that distances are counted in; 0 when its value was missing, or is none
     * @param whole only whole numbers occur
     */
    record Move(int input, double number, @Nullable String text, double scale, boolean whole) {
        double distance(InputRow row) {
            return scale > 0 ? Math.abs(number - row.numbers()[input]) / scale : 1;
        }

        void apply(InputRow row) {
            row.numbers()[input] = number;
            row.texts()[input] = text;
        }

        Move to(double other) {
            return new Move(input, other, text, scale, whole);
        }
    }

    static List<Move> of(Table background, InputRow row, Set<String> fixed) {
        List<Move> moves = new ArrayList<>();
        for (int input = 0; input < background.columns().size(); input++) {
            FeatureSpec feature = background.feature(input);
            if (feature.sensitive() || fixed.contains(feature.name())) {
                continue;
            }
            Column column = background.columns().get(input);
            if (column instanceof Column.Categories categories) {
                categories(moves, input, categories, row.texts()[input]);
            } else if (column instanceof Column.Numbers numbers && feature.type() == FeatureType.BOOLEAN) {
                truths(moves, input, numbers, row.numbers()[input]);
            } else if (column instanceof Column.Numbers numbers && feature.type() == FeatureType.NUMERIC) {
                numbers(moves, input, numbers, row.numbers()[input]);
            }
        }
        return moves;
    }

    private static void categories(List<Move> moves, int input, Column.Categories column, @Nullable String own) {
        int[] counts = new int[column.dictionary().length];
        for (int code : column.codes()) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0 && !column.dictionary()[code].equals(own))
                .boxed()
                .sorted((a, b) -> counts[b] - counts[a])
                .limit(MOST_CATEGORIES)
                .forEach(code -> moves.add(new Move(input, Double.NaN, column.dictionary()[code], 0, false)));
    }

    private static void truths(List<Move> moves, int input, Column.Numbers column, double own) {
        for (double truth = 0; truth <= 1; truth++) {
            double other = truth;
            if (other != own && Arrays.stream(column.values()).anyMatch(value -> value == other)) {
                moves.add(new Move(input, other, null, 0, false));
            }
        }
    }

    private static void numbers(List<Move> moves, int input, Column.Numbers column, double own) {
        double[] sorted = Arrays.stream(column.values())
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return;
        }
        double median = sorted[sorted.length / 2];
        double deviation = Arrays.stream(sorted)
                .map(value -> Math.abs(value - median))
                .average()
                .orElse(0);
        double scale = Double.isNaN(own) ? 0 : deviation > 0 ? deviation : 1;
        boolean whole = Arrays.stream(sorted).allMatch(value -> value == Math.rint(value));
        IntStream.rangeClosed(0, QUANTILES)
                .mapToDouble(i -> sorted[(int) ((long) i * (sorted.length - 1) / QUANTILES)])
                .distinct()
                .filter(value -> value != own)
                .forEach(value -> moves.add(new Move(input, value, null, scale, whole)));
    }
}
