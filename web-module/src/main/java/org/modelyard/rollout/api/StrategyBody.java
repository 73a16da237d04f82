package org.modelyard.rollout.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutStrategy;
import org.modelyard.rollout.model.RolloutWish;

/**
 * How a version comes into service. Of IMMEDIATE nothing but the type can be said.
 *
 * @param type IMMEDIATE, GRADUAL, CANARY, SHADOW or BLUE_GREEN; IMMEDIATE when missing
 * @param longest after which a rollout that is not decided is rolled back; seven days when missing
 * @param deprecateReplaced whether the version that was replaced is deprecated
 */
public record StrategyBody(
        @Nullable String type,
        @Nullable List<StepBody> steps,
        @Nullable JudgementBody judgement,
        @Nullable Boolean promote,
        @Nullable Duration longest,
        @Nullable Boolean deprecateReplaced,
        @Nullable String note) {

    private static final String IMMEDIATE = "IMMEDIATE";

    /** A step is over when its time has passed and the candidate has had its requests. */
    public record StepBody(@Nullable Double percent, @Nullable Duration duration, @Nullable Long requests) {}

    /**
     * @param alpha chance of a false alarm, over all metrics and looks
     * @param tolerances by metric
     */
    public record JudgementBody(
            @Nullable List<String> metrics,
            @Nullable Double alpha,
            @Nullable Long minimum,
            @Nullable Double quantile,
            @Nullable Map<String, Double> tolerances) {}

    /**
     * Empty for IMMEDIATE.
     *
     * @throws Refusal.Invalid when there is no such strategy or metric, or IMMEDIATE is given more than its type
     */
    public Optional<RolloutWish> wish() {
        if (type == null || type.equals(IMMEDIATE)) {
            if (steps != null
                    || judgement != null
                    || promote != null
                    || longest != null
                    || deprecateReplaced != null
                    || note != null) {
                throw new Refusal.Invalid(
                        "strategy.type",
                        "IMMEDIATE has no steps, no judgement and no note; choose GRADUAL, CANARY, SHADOW or BLUE_GREEN.");
            }
            return Optional.empty();
        }
        return Optional.of(new RolloutWish(
                one("strategy.type", RolloutStrategy.class, type),
                steps == null ? null : steps.stream().map(StrategyBody::step).toList(),
                judgement == null ? null : judged(judgement),
                promote,
                longest,
                deprecateReplaced,
                note));
    }

    private static RolloutWish.Judgement judged(JudgementBody body) {
        List<String> metrics = body.metrics();
        Map<String, Double> tolerances = body.tolerances();
        Map<RolloutMetric, Double> byMetric = new EnumMap<>(RolloutMetric.class);
        if (tolerances != null) {
            tolerances.forEach((metric, tolerance) -> byMetric.put(
                    one("strategy.judgement.tolerances", RolloutMetric.class, metric),
                    given("strategy.judgement.tolerances." + metric, tolerance)));
        }
        return new RolloutWish.Judgement(
                metrics == null
                        ? null
                        : metrics.stream()
                                .map(metric -> one("strategy.judgement.metrics", RolloutMetric.class, metric))
                                .toList(),
                body.alpha(),
                body.minimum(),
                body.quantile(),
                tolerances == null ? null : byMetric);
    }

    /** JSON has null wherever it likes. */
    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new Refusal.Invalid(field, "This is null; leave it out, or give a value.");
        }
        return value;
    }

    private static RolloutWish.Step step(@Nullable StepBody body) {
        StepBody given = given("strategy.steps", body);
        return new RolloutWish.Step(given.percent(), given.duration(), given.requests());
    }

    /** @throws Refusal.Invalid naming all that there are */
    static <E extends Enum<E>> E one(String field, Class<E> type, @Nullable String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        field,
                        "There is no '" + Texts.brief(String.valueOf(name)) + "' here; there are "
                                + (type == RolloutStrategy.class ? "IMMEDIATE, " : "")
                                + String.join(
                                        ", ",
                                        Arrays.stream(type.getEnumConstants())
                                                .map(Enum::name)
                                                .toList())
                                + "."));
    }
}
