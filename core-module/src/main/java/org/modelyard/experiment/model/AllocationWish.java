package org.modelyard.experiment.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.serving.model.StickyHash;

/** Checks how somebody wants units divided, and that nothing is asked of a bandit that only fixed shares can answer. */
final class AllocationWish {

    private static final Duration EVERY = Duration.ofHours(1);
    /** A tenth of an equal share for each: a tenth of the units is then divided evenly, whatever is believed. */
    private static final int FLOOR_PART = 10;
    /** Below, one unit would weigh as a thousand others in an estimate. */
    private static final int LEAST_FLOOR = StickyHash.BUCKETS / 1_000;

    private AllocationWish() {}

    static boolean bandit(ExperimentWish.@Nullable Allocation wished) {
        return wished != null && wished.strategy() == AllocationStrategy.THOMPSON;
    }

    /** The only rule of a bandit is one that states no error rate. */
    static AnalysisRule rule(@Nullable AnalysisRule wished, ExperimentWish.@Nullable Allocation allocation) {
        return wished != null ? wished : bandit(allocation) ? AnalysisRule.BAYESIAN : AnalysisRule.SEQUENTIAL;
    }

    /**
     * Nothing where shares are fixed.
     *
     * @param planned what the rest of the wish came to
     */
    static @Nullable Allocation checked(
            ExperimentWish.@Nullable Allocation wished, Planned planned, List<FieldError> errors) {
        if (wished == null || wished.strategy() != AllocationStrategy.THOMPSON) {
            if (wished != null && (wished.every() != null || wished.floor() != null)) {
                errors.add(
                        new FieldError(
                                "allocation",
                                "Fixed shares have neither rounds nor a floor; leave both out, or take the strategy THOMPSON."));
            }
            return null;
        }
        planned.check(errors);
        int variants = Math.max(2, planned.variants().size());
        int most = StickyHash.BUCKETS / variants;
        int floor = wished.floor() == null
                ? Math.max(LEAST_FLOOR, most / FLOOR_PART)
                : Checks.buckets("allocation.floor", wished.floor(), LEAST_FLOOR, most, errors);
        for (int i = 0; i < planned.variants().size(); i++) {
            if (planned.variants().get(i).buckets() < floor) {
                errors.add(new FieldError(
                        "variants[" + i + "].share",
                        "The first round divides by these shares, and this one is below the floor of "
                                + Assignment.percent(floor) + "."));
            }
        }
        Duration every = wished.every() == null ? EVERY : Checks.within("allocation.every", wished.every(), errors);
        return new Allocation(AllocationStrategy.THOMPSON, floor, every.toMillis());
    }

    static ExperimentWish.Allocation of(@Nullable Allocation allocation) {
        return allocation == null
                ? new ExperimentWish.Allocation(AllocationStrategy.FIXED, null, null)
                : new ExperimentWish.Allocation(
                        allocation.strategy(),
                        Duration.ofMillis(allocation.everyMillis()),
                        Checks.share(allocation.floor()));
    }

    /** What a bandit must get along with. */
    record Planned(
            ExperimentSubject subject,
            List<ExperimentVariant> variants,
            ExperimentMetric metric,
            AnalysisRule rule,
            List<Guardrail> guardrails,
            List<String> segments) {

        private void check(List<FieldError> errors) {
            if (subject != ExperimentSubject.CONTENT && metric.source() != MetricSource.FEEDBACK) {
                errors.add(new FieldError(
                        "metric.source",
                        "Where THOMPSON divides predictions it learns from FEEDBACK, which is told of one answer: a unit that asks"
                                + " again in a later round may be answered by another variant, and "
                                + metric.source() + " would be told of both. Take correct, used or helpful."));
            }
            if (metric.kind() != MetricKind.PROPORTION) {
                errors.add(new FieldError(
                        "allocation.strategy",
                        "THOMPSON learns from a PROPORTION: of values without a bound, which a " + metric.kind()
                                + " adds up, one unit can move all shares, and there is no belief that holds after few units."
                                + " Tell apart what is good (for answers: helpful, used or correct; else an event of its own), or"
                                + " keep FIXED shares and ask for an estimate off policy."));
            }
            if (rule != AnalysisRule.BAYESIAN) {
                errors.add(new FieldError(
                        "rule",
                        rule
                                + " rests on shares that nobody moves by what was seen: with THOMPSON its error rate would be"
                                + " untrue. Leave the rule out, or take BAYESIAN, which states none."));
            }
            if (!guardrails.isEmpty()) {
                errors.add(new FieldError(
                        "guardrails", "Guardrails are tests, which a bandit's units do not allow: take fixed shares."));
            }
            if (!segments.isEmpty()) {
                errors.add(new FieldError(
                        "segments", "Segments are tests, which a bandit's units do not allow: take fixed shares."));
            }
        }
    }
}
