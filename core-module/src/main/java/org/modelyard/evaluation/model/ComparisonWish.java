package org.modelyard.evaluation.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.ComparisonPlan;
import org.modelyard.ml.evaluation.Measure;
import org.modelyard.ml.evaluation.Measures;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.RegistryJson;

/**
 * What decides between two versions. Null leaves a choice to the server.
 *
 * @param metric that decides; accuracy, or mae for a regression, when null
 * @param guards metrics that must not become worse
 * @param alpha rate of false alarms; 0.05 when null
 * @param leastGain how much better the metric must be, in its unit; 0 when null
 * @param seed of the bootstrap; 42 when null
 */
public record ComparisonWish(
        @Nullable String metric,
        @Nullable List<String> guards,
        @Nullable Double alpha,
        @Nullable Double leastGain,
        @Nullable Long seed) {

    private static final long SEED = 42;

    /**
     * @param business what is declared for the candidate's model; null: nothing. Its metric must not become worse unless the wish
     *     says its own guards
     * @throws Refusal.Invalid naming what is wrong
     */
    public ComparisonPlan plan(Task task, @Nullable BusinessMetrics business) {
        ComparisonPlan standard = ComparisonPlan.standard(task, seed == null ? SEED : seed);
        List<String> declared = business == null ? List.of() : business.metrics();
        String primary = metric == null ? standard.primary() : requireMetric("metric", metric, task, declared);
        List<String> others = guards == null
                ? Stream.concat(standard.others().stream(), declared.stream().limit(1))
                        .filter(one -> !one.equals(primary))
                        .toList()
                : Fields.all("guards", guards);
        others.forEach(one -> requireMetric("guards", one, task, declared));
        if (alpha != null && !(alpha > 0 && alpha < 0.5)) {
            throw new Refusal.Invalid("alpha", "alpha is a rate of false alarms: above 0 and below 0.5.");
        }
        if (leastGain != null && !(leastGain >= 0 && Double.isFinite(leastGain))) {
            throw new Refusal.Invalid("leastGain", "leastGain is 0 or more, in the metric's own unit.");
        }
        try {
            return new ComparisonPlan(
                    primary,
                    others,
                    alpha == null ? standard.alpha() : alpha,
                    leastGain == null ? standard.leastGain() : leastGain,
                    standard.draws(),
                    standard.seed(),
                    business);
        } catch (IllegalArgumentException e) {
            Refusal.Invalid refusal = new Refusal.Invalid("guards", String.valueOf(e.getMessage()));
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static String requireMetric(String field, String name, Task task, List<String> declared) {
        Measure known = Measures.find(name)
                .filter(measure -> measure.of(task) && measure.goal() != Measure.Goal.NONE)
                .orElse(null);
        if (known != null && known.business() && !declared.contains(name)) {
            throw new Refusal.Invalid(
                    field,
                    "The candidate's model declares nothing that makes '" + name
                            + "': PUT its business-metrics first.");
        }
        if (known == null) {
            throw new Refusal.Invalid(
                    field,
                    "There is no metric '" + Texts.brief(name) + "' that could be better or worse for " + task + ".");
        }
        return name;
    }

    public String toJson() {
        return RegistryJson.write(this);
    }

    public static ComparisonWish fromJson(String json) {
        return RegistryJson.read(json, ComparisonWish.class);
    }
}
