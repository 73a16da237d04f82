package org.modelyard.rollout.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/**
 * A rollout as somebody asks for it; what is null is taken from the strategy.
 *
 * @param promote null: true, but for SHADOW
 * @param longest null: seven days
 */
public record RolloutWish(
        RolloutStrategy strategy,
        @Nullable List<Step> steps,
        @Nullable Judgement judgement,
        @Nullable Boolean promote,
        @Nullable Duration longest,
        @Nullable Boolean deprecate,
        @Nullable String note) {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration MOST = Duration.ofDays(90);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final int MOST_STEPS = 50;
    private static final int LONGEST_NOTE = 2_000;
    private static final long MOST_REQUESTS = 1_000_000_000_000L;
    private static final double[] USUAL = {1, 5, 10, 25, 50, 100};

    /**
     * @param percent above 0 to 100, in hundredths of a percent; none for SHADOW
     * @param duration null: 10 minutes
     * @param requests null: 100
     */
    public record Step(@Nullable Double percent, @Nullable Duration duration, @Nullable Long requests) {}

    /** What is null is the default. */
    public record Judgement(
            @Nullable List<RolloutMetric> metrics,
            @Nullable Double alpha,
            @Nullable Long minimum,
            @Nullable Double quantile,
            @Nullable Map<RolloutMetric, Double> tolerances) {}

    /** Only the strategy is said. */
    public static RolloutWish of(RolloutStrategy strategy) {
        return new RolloutWish(strategy, null, null, null, null, null, null);
    }

    /** @throws Refusal.Invalid with every field that does not make sense */
    public RolloutPlan plan() {
        List<FieldError> errors = new ArrayList<>();
        List<RolloutStep> planned = steps(errors);
        JudgementPlan judged = judgement(errors);
        Duration time = longest == null ? LONGEST : longest;
        if (time.isNegative() || time.isZero() || time.compareTo(MOST) > 0) {
            errors.add(
                    new FieldError("strategy.longest", "This lies above PT0S and is at most " + Span.of(MOST) + "."));
        } else if (planned.stream().mapToLong(RolloutStep::millis).sum() > time.toMillis()) {
            errors.add(new FieldError(
                    "strategy.longest",
                    "The steps alone take longer than " + Span.of(time) + "; shorten them or allow more."));
        }
        String words = note == null ? "" : note;
        if (words.length() > LONGEST_NOTE) {
            errors.add(new FieldError("strategy.note", "A note has at most " + LONGEST_NOTE + " characters."));
        }
        if (!errors.isEmpty()) {
            throw new Refusal.Invalid("The rollout cannot be carried out as it is asked for.", errors);
        }
        return new RolloutPlan(
                strategy,
                planned,
                judged,
                promote == null ? strategy != RolloutStrategy.SHADOW : promote,
                time.toMillis(),
                deprecate != null && deprecate,
                words);
    }

    private List<RolloutStep> steps(List<FieldError> errors) {
        List<Step> asked = steps == null || steps.isEmpty() ? usual() : steps;
        if (asked.size() > MOST_STEPS
                || strategy == RolloutStrategy.SHADOW && asked.size() > 1
                || strategy == RolloutStrategy.BLUE_GREEN && asked.size() > 1) {
            int most = strategy == RolloutStrategy.SHADOW || strategy == RolloutStrategy.BLUE_GREEN ? 1 : MOST_STEPS;
            errors.add(new FieldError(
                    "strategy.steps", strategy + " has at most " + most + (most == 1 ? " step." : " steps.")));
        }
        List<RolloutStep> planned = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            planned.add(step(asked.get(i), "strategy.steps[" + i + "]", errors));
            if (i > 0 && planned.get(i).buckets() <= planned.get(i - 1).buckets()) {
                errors.add(new FieldError(
                        "strategy.steps[" + i + "].percent",
                        "The candidate's share must grow from step to step: "
                                + planned.get(i - 1).percent() + " % is followed by "
                                + planned.get(i).percent() + " %."));
            }
        }
        int last = planned.get(planned.size() - 1).buckets();
        if (strategy == RolloutStrategy.GRADUAL && last != RolloutStep.ALL) {
            errors.add(new FieldError(
                    "strategy.steps",
                    "A gradual rollout ends with 100 %; the last step has " + last / 100.0
                            + " %. Add a step of 100 %, or choose CANARY."));
        }
        if (strategy == RolloutStrategy.CANARY && last == RolloutStep.ALL) {
            errors.add(new FieldError(
                    "strategy.steps",
                    "A canary is compared with the champion, which needs a share too: its last step is below 100 %."));
        }
        return planned;
    }

    private RolloutStep step(Step asked, String at, List<FieldError> errors) {
        Duration duration = asked.duration() == null ? TEN_MINUTES : asked.duration();
        long requests = asked.requests() == null ? JudgementPlan.MINIMUM : asked.requests();
        if (duration.isNegative() || duration.compareTo(MOST) > 0) {
            errors.add(new FieldError(at + ".duration", "This is between PT0S and P90D, " + Span.of(MOST) + "."));
            duration = Duration.ZERO;
        }
        if (requests < 0 || requests > MOST_REQUESTS) {
            errors.add(new FieldError(at + ".requests", "This is 0 or more."));
        }
        return new RolloutStep(buckets(asked.percent(), at + ".percent", errors), duration.toMillis(), requests);
    }

    private int buckets(@Nullable Double percent, String field, List<FieldError> errors) {
        if (strategy == RolloutStrategy.SHADOW) {
            if (percent != null && percent != 0) {
                errors.add(new FieldError(field, "A shadow answers nobody, so it has no share; leave percent out."));
            }
            return 0;
        }
        if (strategy == RolloutStrategy.BLUE_GREEN) {
            if (percent != null && percent != 100) {
                errors.add(new FieldError(field, "BLUE_GREEN turns all traffic over at once: 100, or leave it out."));
            }
            return RolloutStep.ALL;
        }
        double exact = percent == null ? Double.NaN : percent * RolloutStep.BUCKETS_PER_PERCENT;
        long buckets = Math.round(exact);
        if (!(Math.abs(exact - buckets) < 1e-6) || buckets < 1 || buckets > RolloutStep.ALL) {
            errors.add(new FieldError(field, "A share is 0.01 to 100 percent, in steps of 0.01."));
            return 1;
        }
        return (int) buckets;
    }

    private List<Step> usual() {
        return switch (strategy) {
            case GRADUAL -> {
                List<Step> usual = new ArrayList<>();
                for (double percent : USUAL) {
                    boolean whole = percent == 100;
                    usual.add(new Step(percent, whole ? Duration.ZERO : TEN_MINUTES, whole ? 0L : null));
                }
                yield usual;
            }
            case CANARY -> List.of(new Step(5.0, TEN_MINUTES, 500L));
            case SHADOW -> List.of(new Step(null, TEN_MINUTES, 500L));
            case BLUE_GREEN -> List.of(new Step(null, TEN_MINUTES, 0L));
        };
    }

    private JudgementPlan judgement(List<FieldError> errors) {
        Judgement asked = judgement == null ? new Judgement(null, null, null, null, null) : judgement;
        EnumSet<RolloutMetric> metrics = EnumSet.noneOf(RolloutMetric.class);
        metrics.addAll(asked.metrics() == null ? judged() : asked.metrics());
        if (strategy == RolloutStrategy.BLUE_GREEN && !metrics.isEmpty()) {
            errors.add(new FieldError(
                    "strategy.judgement.metrics",
                    "With BLUE_GREEN the champion has no traffic beside the candidate's, so they cannot be compared."));
        }
        boolean shadow = strategy == RolloutStrategy.SHADOW;
        boolean byItself = promote == null ? !shadow : promote;
        if (metrics.isEmpty() && byItself && (shadow || strategy == RolloutStrategy.CANARY)) {
            errors.add(new FieldError(
                    "strategy.judgement.metrics",
                    strategy + " takes over by itself only when it has passed: name a metric, or say promote false."));
        }
        if (!shadow && metrics.contains(RolloutMetric.AGREEMENT)) {
            errors.add(new FieldError(
                    "strategy.judgement.metrics",
                    "Only a SHADOW is asked what the champion is: AGREEMENT is its alone."));
        }
        if (shadow
                && (metrics.contains(RolloutMetric.LATENCY)
                        || metrics.contains(RolloutMetric.ACCURACY)
                        || metrics.contains(RolloutMetric.VALUE))) {
            errors.add(new FieldError(
                    "strategy.judgement.metrics",
                    "A SHADOW answers nobody: neither what it takes, nor whether it was right, nor what it was worth is known. Use ERRORS,"
                            + " SCORES and AGREEMENT."));
        }
        double alpha = asked.alpha() == null ? JudgementPlan.ALPHA : asked.alpha();
        between(errors, "alpha", alpha, 0.000001, 0.5);
        double quantile = asked.quantile() == null ? JudgementPlan.QUANTILE : asked.quantile();
        between(errors, "quantile", quantile, 0.5, 0.999);
        long minimum = asked.minimum() == null ? JudgementPlan.MINIMUM : asked.minimum();
        between(errors, "minimum", minimum, 10, 1_000_000_000);
        Map<RolloutMetric, Double> tolerances = new EnumMap<>(RolloutMetric.class);
        if (asked.tolerances() != null) {
            asked.tolerances().forEach((metric, tolerance) -> {
                boolean amount = metric == RolloutMetric.VALUE;
                between(errors, "tolerances." + metric, tolerance, amount ? 1e-9 : 0.0001, amount ? 1e12 : 1);
                tolerances.put(metric, tolerance);
            });
        }
        if (metrics.contains(RolloutMetric.VALUE) && !tolerances.containsKey(RolloutMetric.VALUE)) {
            errors.add(new FieldError(
                    "strategy.judgement.tolerances.VALUE",
                    "Say how much less an answer of the candidate may be worth, in the unit of feedback's value: nobody"
                            + " else knows what is much."));
        }
        return new JudgementPlan(List.copyOf(metrics), alpha, minimum, quantile, tolerances);
    }

    private List<RolloutMetric> judged() {
        return switch (strategy) {
            case GRADUAL, CANARY -> List.of(RolloutMetric.ERRORS, RolloutMetric.LATENCY);
            case SHADOW -> List.of(RolloutMetric.ERRORS, RolloutMetric.AGREEMENT);
            case BLUE_GREEN -> List.of();
        };
    }

    private static void between(List<FieldError> errors, String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            errors.add(new FieldError(
                    "strategy.judgement." + field, "This is between " + plain(least) + " and " + plain(most) + "."));
        }
    }

    private static String plain(double number) {
        return new java.math.BigDecimal(Double.toString(number))
                .stripTrailingZeros()
                .toPlainString();
    }
}
