package org.modelyard.ml.recipe;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.calibration.DecisionPlan;
import org.modelyard.ml.calibration.FittedDecision;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Asked;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.tree.Workers;
import org.modelyard.stats.Bootstrap;
import org.modelyard.training.model.Fit;
import org.modelyard.training.model.Holdout;

/**
 * What a model answers for rows that it has not learnt from.
 *
 * @param evaluation of all of them
 * @param of one metric of some of them
 */
record Measured(Evaluation evaluation, int rows, Sample of) {

    private static final long SEED = 42;
    private static final int DRAWS = 2_000;

    /** One metric of rows at these positions, which may come more than once. */
    interface Sample {
        Metric metric(String name, int[] rows);
    }

    /** The recipe's model as a job makes it that changes nothing. */
    static ModelScorer fit(Recipe recipe, Table train) {
        return Fit.of(
                        recipe.spec(Map.of()),
                        recipe.choices(train.schema().features(), EncodingChoices.NONE),
                        train,
                        SEED)
                .run(progress -> {});
    }

    /** A model that also decides as a job lets it: on a part of the training rows that it has not learnt from. */
    static ModelScorer deciding(TrainerSpec spec, EncodingChoices choices, DecisionPlan plan, Table train) {
        Holdout parts = Holdout.split(train, plan.share(), SEED + 1);
        ModelScorer plain = Fit.of(spec, choices, parts.train(), SEED).run(progress -> {});
        return plain.deciding(
                FittedDecision.of(plain, parts.evaluation(), plan, SEED).decision());
    }

    static Measured of(ModelScorer scorer, Table test) {
        if (test.schema().task() == Task.REGRESSION) {
            RegressionScores scores = Asked.values(scorer, test, Workers.ALONE);
            return new Measured(scores.evaluate(), test.rows(), (name, rows) -> scores.select(rows)
                    .metric(name));
        }
        ClassificationScores scores = Asked.labels(scorer, test, Workers.ALONE);
        return new Measured(scores.evaluate(), test.rows(), (name, rows) -> scores.select(rows)
                .metric(name));
    }

    double value(String metric) {
        return evaluation.value(metric);
    }

    /** By 2,000 draws of the rows with replacement. */
    Bootstrap.Estimate[] estimate(List<String> metrics) {
        Function<int[], double[]> statistics = drawn -> metrics.stream()
                .mapToDouble(metric -> of.metric(metric, drawn).value())
                .toArray();
        return Bootstrap.estimate(rows, statistics, DRAWS, 0.95, SEED);
    }
}
