package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.ml.data.Table;

/**
 * What an evaluation table has in common with the table that a model learnt from. Counts are exact. Rows of few possible values
 * are alike by chance as well, so {@code repeated} says how many rows of the evaluation table are alike among themselves.
 *
 * @param identical evaluation rows with inputs and target of a training row
 * @param sameInputs evaluation rows with the inputs of a training row, whatever the target
 * @param repeated evaluation rows with inputs and target of an earlier evaluation row
 * @param groups evaluation rows whose group occurs in training; null where no groups were given
 */
public record Leakage(
        long trainingRows,
        long evaluationRows,
        Overlap identical,
        Overlap sameInputs,
        long repeated,
        @Nullable GroupOverlap groups) {

    /** So many examples are kept. */
    public static final int MOST_EXAMPLES = 10;

    /**
     * @param rows of the evaluation table
     * @param examples the first few
     */
    public record Overlap(long rows, List<Example> examples) {
        public Overlap {
            examples = List.copyOf(examples);
        }
    }

    /**
     * Two rows that have something in common.
     *
     * @param evaluationRow from 0
     * @param trainingRow from 0, the first of several
     */
    public record Example(int evaluationRow, int trainingRow) {}

    /**
     * Groups that are on both sides. They are not named: a group is often a person.
     *
     * @param groups how many
     * @param rows of the evaluation table that belong to one
     * @param examples the first row of each of the first few
     */
    public record GroupOverlap(long groups, long rows, List<Example> examples) {
        public GroupOverlap {
            examples = List.copyOf(examples);
        }
    }

    /** Nothing in common. */
    public boolean clean() {
        return sameInputs.rows() == 0 && (groups == null || groups.rows() == 0);
    }

    /**
     * @param trainingGroups one a row, such as the customer, null where unknown; null without groups
     * @param evaluationGroups as above
     * @throws IllegalArgumentException when the tables differ in task or features, or groups are given for one side only
     */
    public static Leakage between(
            Table training,
            Table evaluation,
            @Nullable String @Nullable [] trainingGroups,
            @Nullable String @Nullable [] evaluationGroups) {
        if (!training.schema().equals(evaluation.schema())) {
            throw new IllegalArgumentException("the two tables differ in task, target or features");
        }
        Map<ContentHash, Integer> rows = new HashMap<>();
        Map<ContentHash, Integer> inputs = new HashMap<>();
        TableHashes known = new TableHashes(training);
        for (int row = 0; row < training.rows(); row++) {
            rows.putIfAbsent(known.whole(row), row);
            inputs.putIfAbsent(known.inputs(row), row);
        }
        Counting identical = new Counting();
        Counting sameInputs = new Counting();
        Set<ContentHash> earlier = new HashSet<>();
        long repeated = 0;
        TableHashes asked = new TableHashes(evaluation);
        for (int row = 0; row < evaluation.rows(); row++) {
            ContentHash whole = asked.whole(row);
            identical.add(row, rows.get(whole));
            sameInputs.add(row, inputs.get(asked.inputs(row)));
            repeated += earlier.add(whole) ? 0 : 1;
        }
        return new Leakage(
                training.rows(),
                evaluation.rows(),
                new Overlap(identical.rows, identical.examples),
                new Overlap(sameInputs.rows, sameInputs.examples),
                repeated,
                groups(training.rows(), trainingGroups, evaluation.rows(), evaluationGroups));
    }

    private static @Nullable GroupOverlap groups(
            int trainingRows,
            @Nullable String @Nullable [] training,
            int evaluationRows,
            @Nullable String @Nullable [] evaluation) {
        if (training == null && evaluation == null) {
            return null;
        }
        if (training == null
                || evaluation == null
                || training.length != trainingRows
                || evaluation.length != evaluationRows) {
            throw new IllegalArgumentException("groups must be given for every row of both tables");
        }
        Map<String, Integer> known = new HashMap<>();
        for (int row = 0; row < training.length; row++) {
            String group = training[row];
            if (group != null) {
                known.putIfAbsent(group, row);
            }
        }
        Set<String> shared = new HashSet<>();
        Counting first = new Counting();
        long rows = 0;
        for (int row = 0; row < evaluation.length; row++) {
            String group = evaluation[row];
            Integer at = group == null ? null : known.get(group);
            if (group != null && at != null) {
                rows++;
                if (shared.add(group)) {
                    first.add(row, at);
                }
            }
        }
        return new GroupOverlap(shared.size(), rows, first.examples);
    }

    public String toJson() {
        return LeakageJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no leakage report */
    public static Leakage fromJson(String json) {
        return LeakageJson.read(json);
    }

    private static final class Counting {
        private final List<Example> examples = new ArrayList<>();
        private long rows;

        void add(int evaluationRow, @Nullable Integer trainingRow) {
            if (trainingRow != null) {
                rows++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(new Example(evaluationRow, trainingRow));
                }
            }
        }
    }
}
