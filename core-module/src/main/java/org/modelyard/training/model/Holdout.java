package org.modelyard.training.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;

/**
 * A table in two parts: what is learnt from, and what evaluates. The same table, share and seed give the same parts.
 *
 * @param train rows to learn from, in the table's order
 * @param evaluation the other rows, in the table's order
 */
public record Holdout(Table train, Table evaluation) {

    /** Fewer rows than this teach nothing that could be evaluated. */
    public static final int LEAST_ROWS = 10;

    /**
     * Labels are split each for itself, so that their shares stay within one row; a label with a single row is learnt
     * from.
     *
     * @param share of the rows that evaluate, above 0 and below 1
     * @throws Refusal.Invalid when there are too few rows, or one label only
     */
    public static Holdout split(Table table, double share, long seed) {
        boolean[] held = held(table, share, seed);
        return new Holdout(table.select(rows(held, false)), table.select(rows(held, true)));
    }

    /** Which rows evaluate, as {@link #split} has it. */
    static boolean[] held(Table table, double share, long seed) {
        requireLearnable(table);
        boolean[] held = new boolean[table.rows()];
        SplittableRandom random = new SplittableRandom(seed);
        if (table.target() instanceof Column.Categories target) {
            for (int code = 0; code < target.dictionary().length; code++) {
                hold(rowsOf(target, code), share, random, held);
            }
        } else {
            int[] all = new int[table.rows()];
            Arrays.setAll(all, row -> row);
            hold(all, share, random, held);
        }
        if (rows(held, true).length == 0) {
            throw new Refusal.Invalid(
                    "validation.holdout",
                    String.format(
                            Locale.ROOT,
                            "A holdout of %s of these %d rows leaves none to evaluate with; make it larger.",
                            share,
                            table.rows()));
        }
        return held;
    }

    /** @throws Refusal.Invalid when there are too few rows, or one label only */
    static void requireLearnable(Table table) {
        if (table.rows() < LEAST_ROWS) {
            throw new Refusal.Invalid(
                    "dataset",
                    "There are " + table.rows() + " accepted rows; training needs " + LEAST_ROWS
                            + " or more. Import or accept more examples.");
        }
        if (table.target() instanceof Column.Categories target) {
            requireTwoLabels(target);
        }
    }

    private static void requireTwoLabels(Column.Categories target) {
        int first = target.codes()[0];
        if (Arrays.stream(target.codes()).allMatch(code -> code == first)) {
            throw new Refusal.Invalid(
                    "dataset",
                    "Every accepted row has the label '" + target.value(0)
                            + "'; a classifier needs at least two. Import examples of another label.");
        }
    }

    private static int[] rowsOf(Column.Categories target, int code) {
        int[] rows = new int[target.rows()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (target.codes()[row] == code) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** Marks the share of these rows, rounded, never all. */
    private static void hold(int[] rows, double share, SplittableRandom random, boolean[] held) {
        if (rows.length < 2) {
            return;
        }
        int most = rows.length - 1;
        int count = Math.min(most, (int) Math.round(rows.length * share));
        int[] order = Rows.shuffled(rows.length, random);
        for (int i = 0; i < count; i++) {
            held[rows[order[i]]] = true;
        }
    }

    private static int[] rows(boolean[] held, boolean wanted) {
        int[] rows = new int[held.length];
        int count = 0;
        for (int row = 0; row < held.length; row++) {
            if (held[row] == wanted) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
