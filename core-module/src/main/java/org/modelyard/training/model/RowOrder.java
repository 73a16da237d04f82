package org.modelyard.training.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Groups;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;

/** Rows that belong together, or follow one another, and what is held out of them. */
final class RowOrder {

    private RowOrder() {}

    /** Which rows evaluate. */
    static boolean[] held(Table table, TrainingPlan plan) {
        if (plan.groupBy() != null) {
            Holdout.requireLearnable(table);
            return heldGroups(groups(table, plan.groupBy()), plan);
        }
        if (plan.orderBy() != null) {
            Holdout.requireLearnable(table);
            return heldLatest(times(table, plan.orderBy()), plan);
        }
        return Holdout.held(table, plan.holdout(), plan.seed());
    }

    /** A number for each row; rows with the same value of the feature have the same. A row without a value is alone. */
    static int[] groups(Table table, String feature) {
        return Groups.numbers(table.columns().get(table.schema().indexOf(feature)));
    }

    /** @throws Refusal.Invalid when a row has none */
    static double[] times(Table table, String feature) {
        double[] times = ((Column.Numbers) table.columns().get(table.schema().indexOf(feature))).values();
        long missing = Arrays.stream(times).filter(Double::isNaN).count();
        if (missing > 0) {
            throw new Refusal.Invalid(
                    "validation.orderBy",
                    missing + " rows have no '" + feature + "': give them one, or order by another feature.");
        }
        return times;
    }

    /** Whole groups, in random order, while they fit into the share; at least one. */
    private static boolean[] heldGroups(int[] groups, TrainingPlan plan) {
        int count = Arrays.stream(groups).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int group : groups) {
            sizes[group]++;
        }
        long wanted = Math.max(1, Math.round(groups.length * plan.holdout()));
        boolean[] chosen = new boolean[count];
        long held = 0;
        for (int group : Rows.shuffled(count, new SplittableRandom(plan.seed()))) {
            if (held == 0 || held + sizes[group] <= wanted) {
                chosen[group] = true;
                held += sizes[group];
            }
        }
        if (held == groups.length) {
            throw new Refusal.Invalid(
                    "validation.groupBy",
                    "All rows are of one group of '" + plan.groupBy() + "': nothing would be left to learn from.");
        }
        boolean[] rows = new boolean[groups.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = chosen[groups[row]];
        }
        return rows;
    }

    /** The latest rows; those of one time are on one side. */
    private static boolean[] heldLatest(double[] times, TrainingPlan plan) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        int first = (int) Math.min(sorted.length - 1, Math.round(sorted.length * (1 - plan.holdout())));
        double cut = sorted[first];
        if (!(cut > sorted[0])) {
            throw new Refusal.Invalid(
                    "validation.orderBy",
                    "Too many rows have the earliest '" + plan.orderBy() + "': nothing would be left to learn from.");
        }
        boolean[] rows = new boolean[times.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = times[row] >= cut;
        }
        return rows;
    }
}
