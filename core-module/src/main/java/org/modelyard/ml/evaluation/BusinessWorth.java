package org.modelyard.ml.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MeanIntervals;

/** What an answer is worth, given the truth. */
public sealed interface BusinessWorth {

    Task task();

    /** The metrics that it makes, the one that the version's own answers reach first. */
    List<String> metrics();

    /**
     * Of a classifier.
     *
     * @param costs of each outcome; of values with the sign turned
     * @param values whether it was declared as values: what is made is worth, not cost
     */
    record ByLabel(CostMatrix costs, boolean values) implements BusinessWorth {

        @Override
        public Task task() {
            return Task.CLASSIFICATION;
        }

        @Override
        public List<String> metrics() {
            return values
                    ? List.of(BusinessMetrics.VALUE, BusinessMetrics.VALUE_AT_BEST)
                    : List.of(BusinessMetrics.COST, BusinessMetrics.COST_AT_BEST);
        }

        Map<String, Function<Answers, Metric>> functions() {
            Map<String, Function<Answers, Metric>> functions = new LinkedHashMap<>();
            functions.put(metrics().get(0), answers -> signed(costs.meanCost(answers.scores())));
            functions.put(metrics().get(1), answers -> signed(costs.leastMeanCost(answers.scores())));
            return functions;
        }

        private Metric signed(Metric cost) {
            Interval interval = cost.interval();
            if (!values || !cost.defined()) {
                return cost;
            }
            Metric value = Metric.of(0 - cost.value(), cost.rows());
            return interval == null
                    ? value
                    : value.with(
                            new Interval(0 - interval.high(), 0 - interval.low(), interval.confidence()),
                            String.valueOf(cost.method()));
        }

        /**
         * What a decision between two labels rests on: how much more a wrong answer costs than the right one.
         *
         * @param labels the negative one, then the positive one
         * @return empty when one of them has no costs, or a wrong answer costs less than the right one
         */
        public Optional<ThresholdObjective.Cost> objective(List<String> labels) {
            int no = costs.labels().indexOf(labels.get(0));
            int yes = costs.labels().indexOf(labels.get(1));
            if (no < 0 || yes < 0) {
                return Optional.empty();
            }
            double falseAlarm = costs.costs()[no][yes] - costs.costs()[no][no];
            double miss = costs.costs()[yes][no] - costs.costs()[yes][yes];
            return falseAlarm >= 0 && miss >= 0 && falseAlarm + miss > 0
                    ? Optional.of(new ThresholdObjective.Cost(falseAlarm, miss))
                    : Optional.empty();
        }
    }

    /**
     * Of a regression: a unit of error costs so much, by its direction.
     *
     * @param perUnitOver of answers above the truth, at least 0
     * @param perUnitUnder of answers below it, at least 0
     */
    record ByError(double perUnitOver, double perUnitUnder) implements BusinessWorth {

        public ByError {
            if (!(perUnitOver >= 0 && perUnitUnder >= 0) || !Double.isFinite(perUnitOver + perUnitUnder)) {
                throw new IllegalArgumentException("costs of " + perUnitOver + " and " + perUnitUnder + " per unit");
            }
        }

        @Override
        public Task task() {
            return Task.REGRESSION;
        }

        @Override
        public List<String> metrics() {
            return List.of(BusinessMetrics.COST);
        }

        Metric meanCost(RegressionScores scores) {
            double[] paid = new double[scores.rows()];
            double sum = 0;
            for (int row = 0; row < paid.length; row++) {
                double error = scores.error(row);
                paid[row] = error > 0 ? error * perUnitOver : -error * perUnitUnder;
                sum += paid[row];
            }
            @Nullable
            Interval interval = ProbabilityMetrics.atLeastZero(MeanIntervals.student(paid, Answers.CONFIDENCE));
            return Metric.orElse(sum / paid.length, paid.length, Answers.NO_ROWS)
                    .with(interval, "Student's t");
        }
    }
}
