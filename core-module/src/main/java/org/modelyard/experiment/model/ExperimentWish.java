package org.modelyard.experiment.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.StickyHash;

/**
 * An experiment as somebody asks for it; what is null is the default.
 *
 * @param traffic share of the units that take part, above 0 to 1; null for all
 * @param holdout share of those that are kept out, 0 to below 1; null for none
 * @param rule null for SEQUENTIAL
 * @param alpha null for 0.05
 * @param power null for 0.8
 * @param plannedUnits over all variants; needed for FIXED_HORIZON
 * @param duration from a second to a year; null for no end
 * @param window in which a unit's events count, likewise; null for 7 days
 * @param model whose versions are tested, for VERSIONS alone
 * @param environment null for production; for VERSIONS and MODELS alone
 * @param segments up to five attributes by which effects are told apart; null for none
 * @param cuped whether the verdict takes out what {@code covariate} explains, for MEAN alone; null for not
 * @param allocation null for fixed shares
 * @param covariate where predictions tell it, for VERSIONS and MODELS alone; null for none
 */
public record ExperimentWish(
        @Nullable ExperimentSubject subject,
        @Nullable List<@Nullable Variant> variants,
        @Nullable Target targeting,
        @Nullable Double traffic,
        @Nullable Double holdout,
        @Nullable String layer,
        @Nullable Metric metric,
        @Nullable List<@Nullable Guard> guardrails,
        @Nullable AnalysisRule rule,
        @Nullable Double alpha,
        @Nullable Double power,
        @Nullable Long plannedUnits,
        @Nullable Duration duration,
        @Nullable Duration window,
        @Nullable String model,
        @Nullable String environment,
        @Nullable List<@Nullable String> segments,
        @Nullable Boolean cuped,
        @Nullable Allocation allocation,
        @Nullable CovariateWish covariate) {

    private static final long MOST_UNITS = 1_000_000_000_000L;
    private static final String PRODUCTION = "production";
    private static final Duration WINDOW = Duration.ofDays(7);

    /** Of content, without segments and CUPED. */
    public ExperimentWish(
            @Nullable ExperimentSubject subject,
            @Nullable List<@Nullable Variant> variants,
            @Nullable Target targeting,
            @Nullable Double traffic,
            @Nullable Double holdout,
            @Nullable String layer,
            @Nullable Metric metric,
            @Nullable List<@Nullable Guard> guardrails,
            @Nullable AnalysisRule rule,
            @Nullable Double alpha,
            @Nullable Double power,
            @Nullable Long plannedUnits,
            @Nullable Duration duration,
            @Nullable Duration window) {
        this(
                subject,
                variants,
                targeting,
                traffic,
                holdout,
                layer,
                metric,
                guardrails,
                rule,
                alpha,
                power,
                plannedUnits,
                duration,
                window,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same with segments and CUPED. */
    public ExperimentWish reading(@Nullable List<@Nullable String> attributes, @Nullable Boolean adjusted) {
        return new ExperimentWish(
                subject,
                variants,
                targeting,
                traffic,
                holdout,
                layer,
                metric,
                guardrails,
                rule,
                alpha,
                power,
                plannedUnits,
                duration,
                window,
                model,
                environment,
                attributes,
                adjusted,
                allocation,
                covariate);
    }

    /**
     * @param share of the assigned units, above 0 to 1, in hundredths of a percent
     * @param model for MODELS alone
     * @param version a number, a range or champion; for MODELS null is champion, for CONTENT it is null
     */
    public record Variant(
            @Nullable String name,
            @Nullable Double share,
            @Nullable String content,
            @Nullable String model,
            @Nullable String version) {

        /** Of content. */
        public Variant(@Nullable String name, @Nullable Double share, @Nullable String content) {
            this(name, share, content, null, null);
        }
    }

    /**
     * @param strategy null for FIXED
     * @param every how long a round of a bandit lasts at least, from a second to a year; null for an hour. It lasts a thousandth of the time that
     *     the experiment has run in any case
     * @param floor of each variant's share, from 0.001 to an equal share; null for a tenth of that
     */
    public record Allocation(@Nullable AllocationStrategy strategy, @Nullable Duration every, @Nullable Double floor) {}

    /** @param attributes by name: TEXT, CATEGORICAL, NUMERIC or BOOLEAN */
    public record Target(@Nullable Map<String, FeatureType> attributes, @Nullable String condition) {}

    /**
     * @param kind null for PROPORTION, and for RATIO where the source gives numbers for answers
     * @param event for FEEDBACK: correct, used, helpful, rating or value; none for LATENCY
     * @param source null for EVENTS
     */
    public record Metric(
            @Nullable MetricKind kind,
            @Nullable String event,
            @Nullable String denominator,
            @Nullable Double quantile,
            @Nullable Boolean lowerIsBetter,
            @Nullable MetricSource source) {

        /** Of events. */
        public Metric(
                @Nullable MetricKind kind,
                @Nullable String event,
                @Nullable String denominator,
                @Nullable Double quantile,
                @Nullable Boolean lowerIsBetter) {
            this(kind, event, denominator, quantile, lowerIsBetter, null);
        }
    }

    /** @param tolerance loss relative to the control, above 0 to 1; null for 0.02 */
    public record Guard(@Nullable Metric metric, @Nullable Double tolerance) {}

    /** What somebody would have had to ask for to get this plan, nothing left out. */
    public static ExperimentWish of(ExperimentPlan plan) {
        return new ExperimentWish(
                plan.subject(),
                plan.variants().stream()
                        .map(one -> new Variant(
                                one.name(), Checks.share(one.buckets()), one.content(), one.model(), one.version()))
                        .toList(),
                new Target(plan.targeting().attributes(), plan.targeting().condition()),
                Checks.share(plan.traffic()),
                Checks.share(plan.holdout()),
                plan.layer(),
                MetricWish.of(plan.metric()),
                plan.guardrails().stream()
                        .map(one -> new Guard(MetricWish.of(one.metric()), one.tolerance()))
                        .toList(),
                plan.rule(),
                plan.alpha(),
                plan.power(),
                plan.plannedUnits(),
                plan.durationMillis() == 0 ? null : Duration.ofMillis(plan.durationMillis()),
                Duration.ofMillis(plan.windowMillis()),
                plan.model(),
                plan.environment(),
                new ArrayList<>(plan.segmented()),
                plan.cuped(),
                AllocationWish.of(plan.allocation()),
                CovariateWish.of(plan.covariate()));
    }

    /** @throws Refusal.Invalid with every field that does not make sense */
    public ExperimentPlan plan() {
        List<FieldError> errors = new ArrayList<>();
        ExperimentSubject tested = subject == null ? ExperimentSubject.CONTENT : subject;
        List<ExperimentVariant> planned = VariantWish.checked(variants, tested, errors);
        place(tested, errors);
        Targeting targeted = TargetWish.checked(targeting, errors);
        int part = Checks.buckets("traffic", traffic == null ? 1 : traffic, 1, StickyHash.BUCKETS, errors);
        int kept = Checks.buckets("holdout", holdout == null ? 0 : holdout, 0, StickyHash.BUCKETS - 1, errors);
        if (layer != null) {
            Checks.named("layer", layer, errors);
        }
        ExperimentMetric primary = MetricWish.checked("metric", metric, errors);
        List<Guardrail> guards = GuardrailWish.checked(guardrails, errors);
        AnalysisRule wantedRule = AllocationWish.rule(rule, allocation);
        long units = plannedUnits == null ? 0 : plannedUnits;
        if (units < 0 || units > MOST_UNITS) {
            errors.add(new FieldError("plannedUnits", "A number of units lies from 0 to " + MOST_UNITS + "."));
        } else if (wantedRule == AnalysisRule.FIXED_HORIZON && units == 0) {
            errors.add(
                    new FieldError(
                            "plannedUnits",
                            "A fixed horizon needs the number of units at which it is looked at; or take the rule SEQUENTIAL."));
        }
        if (tested == ExperimentSubject.CONTENT) {
            MetricWish.requireEvents("metric", primary, errors);
            for (int i = 0; i < guards.size(); i++) {
                MetricWish.requireEvents(
                        "guardrails[" + i + "].metric", guards.get(i).metric(), errors);
            }
        }
        if (wantedRule == AnalysisRule.EXACT && primary.kind() != MetricKind.PROPORTION) {
            errors.add(new FieldError("rule", "EXACT is for shares; take SEQUENTIAL for a " + primary.kind() + "."));
        }
        double level = Checks.open("alpha", alpha == null ? 0.05 : alpha, errors);
        double strength = Checks.open("power", power == null ? 0.8 : power, errors);
        Duration time = duration == null ? Duration.ZERO : Checks.within("duration", duration, errors);
        Duration counted = window == null ? WINDOW : Checks.within("window", window, errors);
        List<String> apart = SegmentWish.checked(segments, primary, errors);
        boolean adjusted = SegmentWish.adjusted(cuped, primary, errors);
        String known = CovariateWish.checked(covariate, tested, adjusted, primary, errors);
        var divided = AllocationWish.checked(
                allocation, new AllocationWish.Planned(tested, planned, primary, wantedRule, guards, apart), errors);
        Fields.check(errors);
        return new ExperimentPlan(
                tested,
                planned,
                targeted,
                part,
                kept,
                layer,
                primary,
                guards,
                wantedRule,
                level,
                strength,
                units,
                time.toMillis(),
                counted.toMillis(),
                model,
                tested == ExperimentSubject.CONTENT ? null : environment == null ? PRODUCTION : environment,
                apart,
                adjusted,
                divided,
                known);
    }

    private void place(ExperimentSubject tested, List<FieldError> errors) {
        if (tested == ExperimentSubject.VERSIONS) {
            if (model == null) {
                errors.add(new FieldError("model", "Say whose versions are tested."));
            } else {
                Checks.named("model", model, errors);
            }
        } else if (model != null) {
            errors.add(new FieldError(
                    "model",
                    tested == ExperimentSubject.MODELS
                            ? "Each variant says its own model."
                            : "An experiment with content asks no model; take the subject VERSIONS."));
        }
        if (environment != null) {
            if (tested == ExperimentSubject.CONTENT) {
                errors.add(new FieldError("environment", "An experiment with content runs in none."));
            } else {
                Checks.named("environment", environment, errors);
            }
        }
    }
}
