package org.modelyard.ml.evaluation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.pulse.Pulse;

/**
 * The slices of a table: each category that occurs, true and false, each day of the week (UTC), a number's quarters or its
 * values where they are few, a text's quarters by length, and missing values.
 */
final class SliceConditions {

    private static final int MOST_VALUES = 8;
    private static final int QUARTERS = 4;
    /** More categories than this would drown the correction for many tests; the most frequent are looked at. */
    private static final int MOST_CATEGORIES = 50;

    private SliceConditions() {}

    /** Rows with a property. */
    record Condition(String feature, String words, BitSet rows) {
        int count() {
            return rows.cardinality();
        }
    }

    static List<Condition> of(Table table) {
        List<Condition> conditions = new ArrayList<>();
        for (int index = 0; index < table.columns().size(); index++) {
            Pulse.beat();
            of(table, index, conditions);
        }
        return conditions;
    }

    /** For each row the condition on this feature that it meets; {@code other} where it meets none. */
    static String[] groups(Table table, int index) {
        List<Condition> conditions = new ArrayList<>();
        of(table, index, conditions);
        String[] groups = new String[table.rows()];
        Arrays.fill(groups, "other");
        for (Condition condition : conditions) {
            condition.rows().stream().forEach(row -> groups[row] = condition.words());
        }
        return groups;
    }

    private static void of(Table table, int index, List<Condition> conditions) {
        Column column = table.columns().get(index);
        String feature = table.feature(index).name();
        add(conditions, feature, "missing", table.rows(), column::missing);
        if (column instanceof Column.Categories categories) {
            categories(conditions, feature, categories);
        } else if (column instanceof Column.Texts texts) {
            numbers(
                    conditions,
                    feature,
                    "length ",
                    column,
                    row -> texts.missing(row) ? Double.NaN : length(texts, row));
        } else if (column instanceof Column.Numbers numbers) {
            if (table.feature(index).type() == FeatureType.TIMESTAMP) {
                weekdays(conditions, feature, numbers);
            } else {
                numbers(conditions, feature, "", column, row -> numbers.values()[row]);
            }
        }
    }

    private static double length(Column.Texts texts, int row) {
        String text = texts.values()[row];
        return text == null ? Double.NaN : text.length();
    }

    private static void categories(List<Condition> conditions, String feature, Column.Categories column) {
        long[] counts = new long[column.dictionary().length];
        for (int code : column.codes()) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        long[] sorted = counts.clone();
        Arrays.sort(sorted);
        long least = sorted.length > MOST_CATEGORIES ? sorted[sorted.length - MOST_CATEGORIES] : 1;
        for (int code = 0; code < counts.length; code++) {
            int wanted = code;
            if (counts[code] >= Math.max(1, least)) {
                add(
                        conditions,
                        feature,
                        "= " + column.dictionary()[code],
                        column.rows(),
                        row -> column.codes()[row] == wanted);
            }
        }
    }

    private static void weekdays(List<Condition> conditions, String feature, Column.Numbers column) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
            add(
                    conditions,
                    feature,
                    "on " + name,
                    column.rows(),
                    row -> !column.missing(row)
                            && Instant.ofEpochSecond((long) Math.floor(column.values()[row]))
                                    .atOffset(ZoneOffset.UTC)
                                    .getDayOfWeek()
                                    .equals(day));
        }
    }

    private static void numbers(
            List<Condition> conditions, String feature, String prefix, Column column, IntToDoubleFunction value) {
        double[] sorted = new double[column.rows()];
        int known = 0;
        for (int row = 0; row < sorted.length; row++) {
            if (!column.missing(row)) {
                sorted[known++] = value.applyAsDouble(row);
            }
        }
        sorted = Arrays.copyOf(sorted, known);
        Arrays.sort(sorted);
        double[] distinct =
                Arrays.stream(sorted).distinct().limit(MOST_VALUES + 1L).toArray();
        if (distinct.length <= MOST_VALUES) {
            for (double one : distinct) {
                add(
                        conditions,
                        feature,
                        prefix + "= " + figure(one),
                        column.rows(),
                        row -> value.applyAsDouble(row) == one);
            }
            return;
        }
        double below = Double.NEGATIVE_INFINITY;
        for (int quarter = 1; quarter <= QUARTERS; quarter++) {
            double low = below;
            double high = quarter == QUARTERS
                    ? Double.POSITIVE_INFINITY
                    : sorted[(int) ((long) quarter * sorted.length / QUARTERS)];
            String words = quarter == 1
                    ? "< " + figure(high)
                    : quarter == QUARTERS ? ">= " + figure(low) : figure(low) + " to < " + figure(high);
            add(
                    conditions,
                    feature,
                    prefix + words,
                    column.rows(),
                    row -> value.applyAsDouble(row) >= low && value.applyAsDouble(row) < high);
            below = high;
        }
    }

    /** Slices without a row, or with all of them, say nothing. */
    private static void add(
            List<Condition> conditions, String feature, String words, int rows, IntPredicate predicate) {
        BitSet chosen = new BitSet(rows);
        for (int row = 0; row < rows; row++) {
            chosen.set(row, predicate.test(row));
        }
        if (!chosen.isEmpty() && chosen.cardinality() < rows) {
            conditions.add(new Condition(feature, words, chosen));
        }
    }

    private static String figure(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
