package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * How a classifier treats the groups of a sensitive feature: one label, or several that are as good, against the rest.
 *
 * @param feature name of the sensitive feature
 * @param positive the label that counts as being selected; of several, all with 'or' between them; where every label was looked at,
 *     the worst: that whose share of the answers differs most between groups, of equal ones the first
 * @param reference the group that the others are held against
 * @param groups all that occur, by name
 * @param disparities by name, see {@link GroupDisparities}
 * @param favourable the labels that count as being selected
 * @param labels every label against the rest, in the order of the model's; empty where only some were asked about
 */
public record Fairness(
        String feature,
        String positive,
        String reference,
        List<GroupRates> groups,
        Map<String, Disparity> disparities,
        List<String> favourable,
        List<LabelDisparities> labels) {

    /** Fewer rows than this make no rate. */
    public static final int MINIMUM_ROWS = 30;

    /** Names of what is told of groups, whether it could be measured or not; see {@link GroupDisparities}. */
    public static final List<String> FIGURES = List.of(
            "demographicParityDifference",
            "demographicParityRatio",
            "equalisedOddsDifference",
            "calibrationDifference",
            "statisticalParityDifference",
            "disparateImpact",
            "equalOpportunityDifference",
            "averageOddsDifference");

    static final List<String> LABELS = List.of("negative", "positive");

    public Fairness {
        groups = List.copyOf(groups);
        favourable = List.copyOf(favourable);
        labels = List.copyOf(labels);
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
        if (!answers.labels().contains(positive)) {
            throw new IllegalArgumentException("no label '" + positive + "'");
        }
        return of(table, feature, answers, List.of(positive), reference, minimumRows, 1);
    }

    /**
     * Where several labels are as good, such as two kinds of approval.
     *
     * @param favourable the labels that count as being selected: some of the model's, not all
     * @param reference the group that the others are held against; null for the largest
     * @throws Refusal.Invalid when there is no such label, or they are none or all
     * @throws IllegalArgumentException when there is no such feature or group, or no row
     */
    public static Fairness of(
            Table table,
            String feature,
            ClassificationScores answers,
            List<String> favourable,
            @Nullable String reference,
            int minimumRows) {
        List<String> wanted = favourable.stream().distinct().toList();
        if (wanted.isEmpty()
                || wanted.size() >= answers.labels().size()
                || !answers.labels().containsAll(wanted)) {
            throw new Refusal.Invalid(
                    "favourable",
                    "Name some of the model's labels, not all: " + Texts.brief(String.join(", ", answers.labels()))
                            + ".");
        }
        return of(table, feature, answers, wanted, reference, minimumRows, 1);
    }

    /**
     * Every label against the rest. Groups and disparities are those of the worst label; all intervals are widened for the number of
     * labels, so that they hold for the worst of them too.
     *
     * @param reference the group that the others are held against; null for the largest
     * @throws IllegalArgumentException when there is no such feature or group, or no row
     */
    public static Fairness byLabel(
            Table table, String feature, ClassificationScores answers, @Nullable String reference, int minimumRows) {
        List<Fairness> all = answers.labels().stream()
                .map(label -> of(
                        table,
                        feature,
                        answers,
                        List.of(label),
                        reference,
                        minimumRows,
                        answers.labels().size()))
                .toList();
        Fairness worst = all.get(0);
        for (Fairness one : all) {
            worst = one.parity() > worst.parity() || Double.isNaN(worst.parity()) ? one : worst;
        }
        return new Fairness(
                feature,
                worst.positive,
                worst.reference,
                worst.groups,
                worst.disparities,
                worst.favourable,
                all.stream()
                        .map(one -> new LabelDisparities(one.positive, one.disparities))
                        .toList());
    }

    private double parity() {
        Disparity parity = disparities.get("demographicParityDifference");
        return parity == null ? Double.NaN : parity.value();
    }

    private static Fairness of(
            Table table,
            String feature,
            ClassificationScores answers,
            List<String> favourable,
            @Nullable String reference,
            int minimumRows,
            int looked) {
        int column = table.schema().indexOf(feature);
        if (column < 0 || table.rows() != answers.rows()) {
            throw new IllegalArgumentException(
                    "no feature '" + feature + "', or " + answers.rows() + " answers for " + table.rows() + " rows");
        }
        int[] labels =
                favourable.stream().mapToInt(answers.labels()::indexOf).sorted().toArray();
        boolean[] actual = new boolean[answers.rows()];
        boolean[] given = new boolean[actual.length];
        double[] probabilities = new double[actual.length];
        for (int row = 0; row < actual.length; row++) {
            actual[row] = Arrays.binarySearch(labels, answers.actual()[row]) >= 0;
            given[row] = Arrays.binarySearch(labels, answers.predicted(row)) >= 0;
            for (int label : labels) {
                probabilities[row] += answers.probability(row, label);
            }
            probabilities[row] = Math.min(1, probabilities[row]); // a sum may be a little above
        }
        String[] groups = SliceConditions.groups(table, column);
        Fairness fairness = of(groups, actual, given, probabilities, reference, minimumRows, looked);
        return new Fairness(
                feature,
                String.join(" or ", favourable),
                fairness.reference,
                fairness.groups,
                fairness.disparities,
                favourable,
                List.of());
    }

    public String toJson() {
        return FairnessJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no fairness */
    public static Fairness fromJson(String json) {
        return FairnessJson.read(json);
    }

    /** Several as one text. */
    public static String toJson(List<Fairness> all) {
        return FairnessJson.write(all);
    }

    /**
     * What {@link #toJson(List)} wrote.
     *
     * @throws IllegalArgumentException when the text is none of that
     */
    public static List<Fairness> allFromJson(String json) {
        return FairnessJson.readAll(json);
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
        return of(groups, actual, given, probabilities, reference, minimumRows, 1);
    }

    private static Fairness of(
            String[] groups,
            boolean[] actual,
            boolean[] given,
            double @Nullable [] probabilities,
            @Nullable String reference,
            int minimumRows,
            int looked) {
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
        rowsOf.forEach(
                (group, rows) -> rates.add(GroupRates.of(group, rows, actual, given, probabilities, minimumRows)));
        String held = reference == null ? largest(rates) : reference;
        if (!rowsOf.containsKey(held)) {
            throw new IllegalArgumentException("There is no group '" + held + "'.");
        }
        Map<String, Disparity> disparities = new LinkedHashMap<>();
        for (Disparity one : new GroupDisparities(rates, held, minimumRows, looked).all()) {
            disparities.put(one.name(), one);
        }
        return new Fairness("group", LABELS.get(1), held, rates, disparities, List.of(LABELS.get(1)), List.of());
    }

    private static String largest(List<GroupRates> rates) {
        GroupRates largest = rates.get(0);
        for (GroupRates one : rates) {
            largest = one.rows() > largest.rows() ? one : largest;
        }
        return largest.group();
    }
}
