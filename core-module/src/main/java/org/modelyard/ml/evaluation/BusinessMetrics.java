package org.modelyard.ml.evaluation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/**
 * What a model's answers are worth to the business, as its people declare it. Evaluations that are made from then on measure
 * it beside the statistical metrics, as the mean of a row.
 *
 * @param unit in which costs and values are given, such as EUR; empty: none
 * @param worth null: only adoption is declared
 * @param adoption how often answers are used is looked at over so long back; null: it is not
 */
public record BusinessMetrics(String unit, @Nullable BusinessWorth worth, @Nullable Duration adoption) {

    /** Mean cost of a row. */
    public static final String COST = "businessCost";
    /** Mean cost of a row, were each given the label of the least expected cost. */
    public static final String COST_AT_BEST = "businessCostAtBest";
    /** Mean value of a row. */
    public static final String VALUE = "businessValue";
    /** Mean value of a row, were each given the label of the greatest expected value. */
    public static final String VALUE_AT_BEST = "businessValueAtBest";

    /** Where adoption is declared without a window. */
    public static final Duration USUAL_WINDOW = Duration.ofDays(30);

    /** Names of the metrics that it makes; the first is that of the version's own answers. Empty without a worth. */
    public List<String> metrics() {
        return worth == null ? List.of() : worth.metrics();
    }

    /**
     * What a client declares: {@code {"unit": "EUR", "costs": {"labels": ["no", "yes"], "matrix": [[0, 1], [20, 0]]},
     * "adoption": {"window": "P30D"}}}, costs[actual][answered]; or {@code "values": {"yes": {"yes": 10, "no": -20}}}, by what
     * is true and then by what was answered, where what is not named is worth 0; or for numbers {@code "perUnitOver": 2,
     * "perUnitUnder": 5}. {@code "adoption": true} looks 30 days back.
     *
     * @throws Refusal.Invalid naming all that is wrong
     */
    public static BusinessMetrics of(Map<String, ?> declared) {
        return BusinessMetricsReader.read(declared);
    }

    /** What was declared, in a sentence. */
    public String words() {
        return "What answers are worth was declared" + (unit.isEmpty() ? "" : " in " + unit) + " as " + toJson() + ".";
    }

    /** As {@link #of} reads it. */
    public String toJson() {
        return BusinessMetricsReader.write(this).toString();
    }

    /** @throws Refusal.Invalid when the text is no such declaration */
    public static BusinessMetrics fromJson(String json) {
        return BusinessMetricsReader.read(MetricJson.parse(json, "declaration of business metrics"));
    }
}
