package org.modelyard.experiment.console;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.ExperimentWish;

/** A plan as somebody would have typed it into the form: what {@link PlanFields} reads gives the same plan again. */
final class PlanTexts {

    private final Map<String, String> texts = new HashMap<>();

    private PlanTexts() {}

    /** By the API's names of the fields; what is not said is left out. */
    static Map<String, String> of(String name, ExperimentWish plan) {
        PlanTexts all = new PlanTexts();
        all.put("name", name);
        all.plan(plan);
        List<ExperimentWish.@Nullable Variant> variants = plan.variants();
        for (int i = 0; variants != null && i < variants.size(); i++) {
            all.variant("variants[" + i + "].", Objects.requireNonNull(variants.get(i)));
        }
        all.metric(FieldLine.PRIMARY, plan.metric());
        List<ExperimentWish.@Nullable Guard> guardrails = plan.guardrails();
        for (int i = 0; guardrails != null && i < guardrails.size(); i++) {
            ExperimentWish.Guard guard = Objects.requireNonNull(guardrails.get(i));
            FieldLine line = new FieldLine(i + 1, "guardrails[" + i + "]");
            all.metric(line.group("metric"), guard.metric());
            all.put(line.at("tolerance"), number(guard.tolerance()));
        }
        return all.texts;
    }

    private void plan(ExperimentWish plan) {
        put("model", plan.model());
        put("environment", plan.environment());
        put("rule", plan.rule());
        put("alpha", number(plan.alpha()));
        put("power", number(plan.power()));
        Long units = plan.plannedUnits();
        put("plannedUnits", units == null || units == 0 ? null : units);
        put("window", time(plan.window()));
        put("duration", time(plan.duration()));
        put("traffic", number(plan.traffic()));
        put("holdout", number(plan.holdout()));
        put("layer", plan.layer());
        ExperimentWish.Target targeting = plan.targeting();
        if (targeting != null) {
            put(
                    "targeting.attributes",
                    targeting.attributes() == null
                            ? null
                            : targeting.attributes().entrySet().stream()
                                    .map(one -> one.getKey() + ": " + one.getValue())
                                    .collect(Collectors.joining("\n")));
            put("targeting.condition", targeting.condition());
        }
        put("segments", plan.segments() == null ? null : String.join(", ", plan.segments()));
        put("cuped", plan.cuped() != null && plan.cuped() ? "true" : null);
        put(
                "covariate.attribute",
                plan.covariate() == null ? null : plan.covariate().attribute());
        ExperimentWish.Allocation allocation = plan.allocation();
        if (allocation != null && allocation.strategy() != AllocationStrategy.FIXED) {
            put("allocation.strategy", allocation.strategy());
            put("allocation.every", time(allocation.every()));
            put("allocation.floor", number(allocation.floor()));
        }
    }

    private void variant(String path, ExperimentWish.Variant variant) {
        put(path + "name", variant.name());
        put(path + "share", number(variant.share()));
        put(path + "content", variant.content());
        put(path + "model", variant.model());
        put(path + "version", variant.version());
    }

    private void metric(FieldLine line, ExperimentWish.@Nullable Metric metric) {
        if (metric == null) {
            return;
        }
        Measure measure = Measure.of(metric);
        put(line.at("kind"), measure.key());
        put(line.at("event"), measure.event() == null ? metric.event() : null);
        put(line.at("denominator"), metric.denominator());
        put(line.at("quantile"), number(metric.quantile()));
        put(line.at("lowerIsBetter"), metric.lowerIsBetter());
    }

    private void put(String field, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            texts.put(field, value.toString());
        }
    }

    /** As short as it can be without being another number. */
    private static @Nullable String number(@Nullable Double number) {
        return number == null
                ? null
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static @Nullable String time(@Nullable Duration time) {
        if (time == null) {
            return null;
        }
        return time.equals(Duration.ofDays(time.toDays())) ? "P" + time.toDays() + "D" : time.toString();
    }
}
