package org.modelyard.training.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.evaluation.Folds;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.platform.model.Refusal;

/**
 * A job's rows as its plan splits them.
 *
 * @param train what the version learns from: with folds, all rows
 * @param evaluation what it is asked about; with folds, all rows too, each by a model that did not learn from it
 * @param folds positions among the rows; empty: the two tables have no row in common
 */
public record JobRows(Table train, Table evaluation, List<Fold> folds) {

    /** Strata of a number that is to be predicted. */
    private static final int BINS = 10;

    /** @throws Refusal.Invalid when the rows cannot be split so */
    public static JobRows of(Table table, TrainingPlan plan) {
        RowWeighting weighting = plan.conditions().weights();
        Table chosen = weighting == null
                ? plan.chosen(table)
                : weighting.without(plan.chosen(table.weighing(weighting.ofRows(table))));
        Outputs.requireLearnable(chosen);
        if (plan.folds() == 0) {
            boolean[] held = RowOrder.held(table, plan);
            return new JobRows(chosen.select(where(held, false)), chosen.select(where(held, true)), List.of());
        }
        Holdout.requireLearnable(table);
        try {
            return new JobRows(chosen, chosen, folds(table, plan));
        } catch (IllegalArgumentException e) {
            Refusal.Invalid refusal = new Refusal.Invalid("validation.folds", String.valueOf(e.getMessage()));
            refusal.initCause(e);
            throw refusal;
        }
    }

    /**
     * The rows that the version may learn from, split for the trials of the plan's search: what evaluates the version is
     * seen by no trial.
     */
    public static JobRows ofTrials(Table table, TrainingPlan plan, SearchPlan search) {
        return of(table.select(learnt(table, plan)), plan.ofTrials(search));
    }

    /** Positions of the rows that the version of such a plan has learnt from. */
    public static int[] learnt(Table table, TrainingPlan plan) {
        return plan.folds() > 0 ? IntStream.range(0, table.rows()).toArray() : where(RowOrder.held(table, plan), false);
    }

    /** Positions of the rows that the version of such a plan is asked about; with folds all that are, in the order of the rows. */
    public static int[] asked(Table table, TrainingPlan plan) {
        return plan.folds() > 0
                ? folds(table, plan).stream()
                        .flatMapToInt(fold -> Arrays.stream(fold.test()))
                        .sorted()
                        .toArray()
                : where(RowOrder.held(table, plan), true);
    }

    private static List<Fold> folds(Table table, TrainingPlan plan) {
        if (plan.groupBy() != null) {
            return Folds.grouped(RowOrder.groups(table, plan.groupBy()), plan.folds(), plan.seed());
        }
        if (plan.orderBy() != null) {
            return Folds.timeOrdered(RowOrder.times(table, plan.orderBy()), plan.folds());
        }
        int[] strata = table.target() instanceof Column.Categories labels
                ? labels.codes()
                : Folds.strata(((Column.Numbers) table.target()).values(), BINS);
        return Folds.stratified(strata, plan.folds(), plan.seed());
    }

    private static int[] where(boolean[] held, boolean wanted) {
        return IntStream.range(0, held.length)
                .filter(row -> held[row] == wanted)
                .toArray();
    }

    /**
     * What a fit may learn from.
     *
     * @param fold from 1; 0: the version's own fit
     */
    public Table trainOf(int fold) {
        return fold == 0 ? train : train.select(folds.get(fold - 1).train());
    }

    /** @param fold one of {@link #folds} */
    public Holdout holdout(Fold fold) {
        return new Holdout(train.select(fold.train()), train.select(fold.test()));
    }

    /** The rows that the folds ask about, in the order of the folds. */
    public int[] asked() {
        return folds.stream().flatMapToInt(fold -> Arrays.stream(fold.test())).toArray();
    }
}
