package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Table;
import org.modelyard.stats.MeanIntervals;
import org.modelyard.stats.Proportions;

/**
 * How a binary classifier treats the groups of a sensitive feature.
 *
 * @param feature name of the sensitive feature
 * @param positive the label that counts as being selected
 * @param reference the group that the others are held against
 * @param groups all that occur, by name
 * @param disparities by name, see {@link GroupDisparities}
 */
public record Fairness(
        String feature,
        String positive,
        String reference,
        List<GroupRates> groups,
        Map<String, Disparity> disparities) {

    /** Fewer rows than this make no rate. */
    public static final int MINIMUM_ROWS = 30;

    static final List<String> LABELS = List.of("negative", "positive");

    public Fairness {
        groups = List.copyOf(groups);
        disparities = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(disparities));
    }

    /**
     * By a feature of the table: its categories, true and false, or its quarters; rows without a value are a group of
     * their own.
     *
     * @param table the rows that were asked about
     * @param positive one of the labels
     * @param reference the group that the others are held against; null for the largest
     * @throws IllegalArgumentException when there is no such feature, label or group, or no row
     */
    public static Fairness of(
            Table table,
            String feature,
            ClassificationScores answers,
            String positive,
            @Nullable String reference,
            int minimumRows) {
        int column = table.schema().indexOf(feature);
        int label = answers.labels().indexOf(positive);
        if (column < 0 || label < 0 || table.rows() != answers.rows()) {
            throw new IllegalArgumentException("no feature '" + feature + "', no label '" + positive + "', or "
                    + answers.rows() + " answers for " + table.rows() + " rows");
        }
        boolean[] actual = new boolean[answers.rows()];
        boolean[] given = new boolean[actual.length];
        double[] probabilities = new double[actual.length];
        for (int row = 0; row < actual.length; row++) {
            actual[row] = answers.actual()[row] == label;
            given[row] = answers.predicted(row) == label;
            probabilities[row] = answers.probability(row, label);
        }
        Fairness fairness =
                of(SliceConditions.groups(table, column), actual, given, probabilities, reference, minimumRows);
        return new Fairness(feature, positive, fairness.reference, fairness.groups, fairness.disparities);
    }

    public String toJson() {
        return FairnessJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no fairness */
    public static Fairness fromJson(String json) {
        return FairnessJson.read(json);
    }

    /**
     * By groups of any origin, which are called 'group', as the label is called 'positive'.
     *
     * @param groups one a row; a missing value is left out by the caller or is a group of its own name
     * @param actual whether the row is positive
     * @param given whether it is called positive
     * @param probabilities of being positive; null where unknown
     * @param reference the group that the others are held against; null for the largest
     * @param minimumRows at least 1; each rate needs as many of the rows that it is a share of
     * @throws IllegalArgumentException when lengths differ, there is no row, or the reference does not occur
     */
    public static Fairness of(
            String[] groups,
            boolean[] actual,
            boolean[] given,
            double @Nullable [] probabilities,
            @Nullable String reference,
            int minimumRows) {
        if (groups.length == 0
                || groups.length != actual.length
                || groups.length != given.length
                || (probabilities != null && probabilities.length != groups.length)
                || minimumRows < 1) {
            throw new IllegalArgumentException("groups, answers and truth must be of one length, and not empty");
        }
        Map<String, List<Integer>> rowsOf = new TreeMap<>();
        for (int row = 0; row < groups.length; row++) {
            rowsOf.computeIfAbsent(groups[row], any -> new ArrayList<>()).add(row);
        }
        List<GroupRates> rates = new ArrayList<>();
        rowsOf.forEach((group, rows) -> rates.add(rates(group, rows, actual, given, probabilities, minimumRows)));
        String held = reference == null ? largest(rates) : reference;
        if (!rowsOf.containsKey(held)) {
            throw new IllegalArgumentException("There is no group '" + held + "'.");
        }
        Map<String, Disparity> disparities = new LinkedHashMap<>();
        for (Disparity one : new GroupDisparities(rates, held, minimumRows).all()) {
            disparities.put(one.name(), one);
        }
        return new Fairness("group", LABELS.get(1), held, rates, disparities);
    }

    private static String largest(List<GroupRates> rates) {
        GroupRates largest = rates.get(0);
        for (GroupRates one : rates) {
            largest = one.rows() > largest.rows() ? one : largest;
        }
        return largest.group();
    }

    private static GroupRates rates(
            String group,
            List<Integer> rows,
            boolean[] actual,
            boolean[] given,
            double @Nullable [] probabilities,
            int minimumRows) {
        int n = rows.size();
        boolean[] happened = new boolean[n];
        long[][] counts = new long[2][2];
        for (int i = 0; i < n; i++) {
            int row = rows.get(i);
            happened[i] = actual[row];
            counts[actual[row] ? 1 : 0][given[row] ? 1 : 0]++;
        }
        ConfusionMatrix confusion = new ConfusionMatrix(LABELS, counts);
        double[] stated = new double[n];
        if (probabilities != null) {
            Arrays.setAll(stated, i -> probabilities[rows.get(i)]);
        }
        return new GroupRates(
                group,
                n >= minimumRows,
                confusion,
                share(confusion.support(1), n, ""),
                share(confusion.predicted(1), n, ""),
                share(counts[1][1], confusion.support(1), "The group has no positive row."),
                share(counts[0][1], confusion.support(0), "The group has no negative row."),
                share(confusion.correct(), n, ""),
                probabilities == null ? null : gap(stated, happened),
                probabilities == null
                        ? null
                        : Metric.of(CalibrationBins.of(happened, stated).expectedError(), n));
    }

    private static Metric gap(double[] stated, boolean[] happened) {
        double[] gaps = new double[stated.length];
        Arrays.setAll(gaps, i -> stated[i] - (happened[i] ? 1 : 0));
        double mean = Arrays.stream(gaps).sum() / gaps.length;
        return Metric.of(mean, gaps.length, MeanIntervals.student(gaps, Answers.CONFIDENCE), "Student's t");
    }

    private static Metric share(long hits, long of, String reason) {
        return of == 0
                ? Metric.undefined(0, reason)
                : Metric.of((double) hits / of, of, Proportions.wilson(hits, of, Answers.CONFIDENCE), "Wilson");
    }
}
