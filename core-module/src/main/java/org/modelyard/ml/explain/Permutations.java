package org.modelyard.ml.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Asked;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.evaluation.Folds;
import org.modelyard.ml.evaluation.Measure;
import org.modelyard.ml.evaluation.Measures;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.tree.Workers;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MeanIntervals;

/** Measures {@link PermutationImportance}. */
final class Permutations {

    private static final int[] BLOCKS = {20, 10, 5};
    private static final int LEAST_BLOCK = 30;
    private static final double CONFIDENCE = 0.95;

    private final Scorer scorer;
    private final Table table;
    private final Measure measure;
    private final PermutationImportance.Plan plan;
    private final SplittableRandom random;
    private final Workers workers;

    Permutations(Scorer scorer, Table all, String metric, PermutationImportance.Plan plan, Workers workers) {
        this.workers = workers;
        this.measure = Measures.find(metric)
                .filter(one ->
                        one.goal() != Measure.Goal.NONE && one.of(all.schema().task()) && !one.business())
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + metric + "' is no metric of this task that can be worse."));
        if (all.rows() == 0) {
            throw new IllegalArgumentException("There is no row to ask about.");
        }
        this.scorer = scorer;
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
        int[] rows = Rows.shuffled(all.rows(), random);
        this.table = rows.length <= plan.mostRows() ? all : all.select(Arrays.copyOf(rows, plan.mostRows()));
    }

    PermutationImportance measure() {
        ToDoubleFunction<int[]> plain = answers(table);
        List<int[]> blocks = blocks(plain);
        double[] before = blocks.stream().mapToDouble(plain).toArray();
        List<FeatureImportance> features = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            features.add(importance(i, blocks, before));
        }
        return new PermutationImportance(measure.name(), table.rows(), blocks.size(), plan.repeats(), features);
    }

    /** The metric on some rows of a table with these answers. */
    private ToDoubleFunction<int[]> answers(Table asked) {
        if (scorer.signature().labels().isEmpty()) {
            RegressionScores scores = Asked.values(scorer, asked, workers);
            return rows -> scores.select(rows).metric(measure.name()).value();
        }
        ClassificationScores scores = Asked.labels(scorer, asked, workers);
        return rows -> scores.select(rows).metric(measure.name()).value();
    }

    /** As many as give the metric a value in each. Dealt out whatever the target, else they would be too much alike. */
    private List<int[]> blocks(ToDoubleFunction<int[]> plain) {
        for (int count : BLOCKS) {
            if (table.rows() / count >= LEAST_BLOCK) {
                List<int[]> blocks = Folds.shuffled(table.rows(), count, plan.seed()).stream()
                        .map(Fold::test)
                        .toList();
                if (blocks.stream().noneMatch(block -> Double.isNaN(plain.applyAsDouble(block)))) {
                    return blocks;
                }
            }
        }
        int[] all = new int[table.rows()];
        Arrays.setAll(all, row -> row);
        return List.of(all);
    }

    private FeatureImportance importance(int feature, List<int[]> blocks, double[] before) {
        String name = table.feature(feature).name();
        double[] worse = new double[blocks.size()];
        for (int repeat = 0; repeat < plan.repeats(); repeat++) {
            ToDoubleFunction<int[]> permuted = answers(withOthersValues(feature, blocks));
            for (int block = 0; block < worse.length; block++) {
                double after = permuted.applyAsDouble(blocks.get(block));
                worse[block] += loss(before[block], after) / plan.repeats();
            }
        }
        double mean = Arrays.stream(worse).average().orElse(Double.NaN);
        if (Double.isNaN(mean)) {
            return new FeatureImportance(
                    name, Double.NaN, null, measure.name() + " has no value on these rows, or none without the input.");
        }
        Interval interval = blocks.size() < 2 ? null : MeanIntervals.student(worse, CONFIDENCE);
        String reason = interval != null
                ? null
                : mean == 0 && blocks.size() > 1
                        ? "No answer changes without it."
                        : "There are too few rows for an interval: " + BLOCKS[BLOCKS.length - 1] * LEAST_BLOCK
                                + " are needed, with the metric defined in each block of them.";
        return new FeatureImportance(name, mean, interval, reason);
    }

    private double loss(double before, double after) {
        return switch (measure.goal()) {
            case HIGHER -> before - after;
            case LOWER -> after - before;
            case ZERO -> Math.abs(after) - Math.abs(before);
            case NONE -> Double.NaN;
        };
    }

    /** Each row with the value of another row of its block, never its own: so the mean is that over all pairs of rows. */
    private Table withOthersValues(int feature, List<int[]> blocks) {
        int[] donors = new int[table.rows()];
        for (int[] block : blocks) {
            int n = block.length;
            int[] order = Rows.shuffled(n, random);
            for (int i = 0; i < n; i++) {
                donors[block[order[i]]] = block[order[(i + 1) % n]];
            }
        }
        List<Column> columns = new ArrayList<>(table.columns());
        columns.set(feature, Rows.select(columns.get(feature), donors));
        return new Table(table.schema(), columns, table.target());
    }
}
