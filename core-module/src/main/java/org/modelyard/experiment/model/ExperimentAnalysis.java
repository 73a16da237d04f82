package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.analysis.ConfidenceSequence;
import org.modelyard.experiment.analysis.Effect;
import org.modelyard.experiment.analysis.Fieller;
import org.modelyard.experiment.analysis.Finding;
import org.modelyard.experiment.analysis.FixedHorizon;
import org.modelyard.experiment.analysis.Posterior;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.SampleRatio;
import org.modelyard.experiment.analysis.Scale;
import org.modelyard.experiment.analysis.Side;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MultipleTesting;

/**
 * From figures to a report, by the plan's rule. Several variants share alpha: p-values after Holm decide, and intervals are Bonferroni's. What
 * cannot be said is null, and the verdict is then never that all is well.
 */
public final class ExperimentAnalysis {

    /** Standard errors between the control's mean and 0 from which a loss relative to it may be told. */
    private static final int FAR = 5;

    private static final String TOO_NEAR =
            "The control's mean is not far enough above 0 for so small an alpha: no loss can be told relative to it.";

    private final ExperimentPlan plan;
    private final List<VariantFigures> figures;
    private final boolean due;
    private final long units;
    private final int comparisons;
    private final RuleLook look;

    private ExperimentAnalysis(ExperimentPlan plan, List<VariantFigures> figures, boolean due) {
        this.plan = plan;
        this.figures = figures;
        this.due = due;
        this.units = figures.stream().mapToLong(VariantFigures::units).sum();
        this.comparisons = figures.size() - 1;
        this.look = new RuleLook(plan, plan.rule(), due);
    }

    /** What one comparison gave before the correction for several. */
    private record Raw(@Nullable Effect effect, @Nullable Finding finding) {}

    /**
     * @param figures one a variant, in the plan's order
     * @param due whether the rule may speak, see {@link ExperimentLook}
     */
    public static ExperimentReport report(ExperimentPlan plan, List<VariantFigures> figures, boolean due) {
        long[] counts = figures.stream().mapToLong(VariantFigures::units).toArray();
        return report(plan, figures, due, ratio(plan, counts));
    }

    /**
     * Whether units are divided as the plan's shares say; of a bandit see {@link BanditReading#ratio}.
     *
     * @param units of each variant, in the plan's order
     */
    public static SampleRatio ratio(ExperimentPlan plan, long[] units) {
        double[] shares =
                plan.variants().stream().mapToDouble(ExperimentVariant::buckets).toArray();
        return SampleRatio.of(units, shares);
    }

    /** @param ratio of a bandit, whose units are not divided by the plan's shares, see {@link BanditReading#ratio} */
    public static ExperimentReport report(
            ExperimentPlan plan, List<VariantFigures> figures, boolean due, SampleRatio ratio) {
        if (figures.size() != plan.variants().size()) {
            throw new IllegalArgumentException(
                    figures.size() + " figures of " + plan.variants().size() + " variants");
        }
        return new ExperimentAnalysis(plan, figures, due).report(ratio);
    }

    private ExperimentReport report(SampleRatio ratio) {
        List<VariantComparison> compared = compare();
        List<GuardrailReading> guards = guard();
        Double p = Double.isNaN(ratio.p()) ? null : ratio.p();
        List<Double> chances = plan.adaptive() ? BanditReading.chances(plan, figures) : List.of();
        ExperimentVerdict verdict =
                new VerdictWords(plan, figures, chances, units, due).verdict(ratio, compared, guards);
        return new ExperimentReport(figures, units, p, compared, guards, chances, verdict);
    }

    private List<VariantComparison> compare() {
        Raw[] raw = new Raw[comparisons];
        for (int i = 0; i < comparisons; i++) {
            Sample variant = figures.get(i + 1).metric();
            Optional<Effect> effect = Effect.of(control(), variant, Scale.ABSOLUTE);
            raw[i] = new Raw(effect.orElse(null), look.finding(plan.alpha() / comparisons, control(), variant));
        }
        // a comparison of which nothing is known yet belongs to the family: else those that are early would share alpha
        // among fewer
        double[] corrected = MultipleTesting.holm(Arrays.stream(raw)
                .mapToDouble(one -> one.finding == null ? 1 : one.finding.p())
                .toArray());
        List<VariantComparison> all = new ArrayList<>();
        for (int i = 0; i < comparisons; i++) {
            all.add(comparison(i + 1, raw[i], raw[i].finding == null ? null : corrected[i]));
        }
        return all;
    }

    private VariantComparison comparison(int index, Raw raw, @Nullable Double p) {
        VariantFigures variant = figures.get(index);
        Effect effect = raw.effect;
        Finding finding = raw.finding;
        double difference = variant.metric().mean() - control().mean();
        Posterior posterior = effect == null ? null : Posterior.of(effect, null);
        boolean down = plan.metric().lowerIsBetter();
        Double chance = posterior == null ? null : down ? 1 - posterior.chanceToWin() : posterior.chanceToWin();
        boolean bayes = plan.rule() == AnalysisRule.BAYESIAN && enough(plan.metric(), control(), variant.metric());
        double limit = 1 - plan.alpha() / comparisons;
        boolean speaks = !plan.adaptive();
        boolean significant = p != null && p <= plan.alpha();
        boolean gain = down ? difference < 0 : difference > 0;
        Interval interval =
                finding != null ? finding.interval() : bayes && posterior != null ? posterior.interval(limit) : null;
        return new VariantComparison(
                variant.variant(),
                control().mean(),
                variant.metric().mean(),
                Double.isFinite(difference) ? difference : null,
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                Double.isFinite(difference / control().mean())
                        ? difference / control().mean()
                        : null,
                p,
                chance,
                posterior == null ? null : down ? posterior.lossOfKeeping() : posterior.lossOfChoosing(),
                speaks && (bayes && chance != null ? chance >= limit : significant && gain),
                speaks && (bayes && chance != null ? chance <= 1 - limit : significant && !gain));
    }

    private List<GuardrailReading> guard() {
        List<GuardrailReading> readings = new ArrayList<>();
        for (VariantFigures variant : figures.subList(1, figures.size())) {
            for (int g = 0; g < plan.guardrails().size(); g++) {
                readings.add(reading(
                        plan.guardrails().get(g),
                        variant.variant(),
                        figures.get(0).guardrails().get(g),
                        variant.guardrails().get(g)));
            }
        }
        return readings;
    }

    private GuardrailReading reading(Guardrail guardrail, String variant, Sample control, Sample sample) {
        ExperimentMetric metric = guardrail.metric();
        double alpha = plan.alpha() / (comparisons * plan.guardrails().size());
        String silent = silent(metric, control, sample);
        Effect effect = Effect.of(control, sample, Scale.ABSOLUTE).orElse(null);
        Interval interval = silent != null || effect == null ? null : relative(effect, control, sample, alpha);
        if (interval == null) {
            return new GuardrailReading(
                    variant,
                    metric.words(),
                    GuardrailReading.State.UNKNOWN,
                    guardrail.tolerance(),
                    null,
                    silent != null ? silent : effect == null ? "Nothing of it varies." : TOO_NEAR);
        }
        // a loss is what goes the wrong way
        double least = metric.lowerIsBetter() ? interval.low() : -interval.high();
        double most = metric.lowerIsBetter() ? interval.high() : -interval.low();
        GuardrailReading.State state = least > guardrail.tolerance()
                ? GuardrailReading.State.BROKEN
                : most <= guardrail.tolerance() ? GuardrailReading.State.HELD : GuardrailReading.State.UNKNOWN;
        return new GuardrailReading(variant, metric.words(), state, guardrail.tolerance(), most, null);
    }

    /** Of what the variant has more than the control, relative to it; null where that may be anything. */
    private @Nullable Interval relative(Effect effect, Sample control, Sample sample, double alpha) {
        double reach = plan.rule() == AnalysisRule.FIXED_HORIZON
                ? FixedHorizon.reach(effect, Side.BOTH, alpha)
                : look.sequence(alpha).boundary(effect.units());
        return Fieller.relative(control, sample, reach, alpha).orElse(null);
    }

    /** Why a guardrail has nothing to say; null when it has. */
    private @Nullable String silent(ExperimentMetric metric, Sample control, Sample sample) {
        if (!due) {
            return "It is judged once, when the windows of the planned units are over.";
        }
        if (!enough(metric, control, sample)) {
            return "Too few units whose window is over have done what counts.";
        }
        return control.mean() > FAR * control.standardError()
                ? null
                : "The control's mean is not above 0 by " + FAR
                        + " standard errors: no loss can be told relative to it.";
    }

    private Sample control() {
        return figures.get(0).metric();
    }

    /** Whether the normal limit may be trusted. */
    static boolean enough(ExperimentMetric metric, Sample a, Sample b) {
        long fewest = Math.min(a.n(), b.n());
        boolean many = fewest >= ConfidenceSequence.LEAST_UNITS;
        return switch (metric.kind()) {
            case PROPORTION -> ConfidenceSequence.enough(a) && ConfidenceSequence.enough(b);
            case MEAN, RATIO -> many && Math.min(a.active(), b.active()) >= ConfidenceSequence.LEAST_EVENTS;
            case QUANTILE -> {
                double q = metric.quantile() == null ? Double.NaN : metric.quantile();
                // a step of equal values has no width there, which is no certainty
                yield many
                        && fewest * Math.min(q, 1 - q) >= ConfidenceSequence.LEAST_TAIL
                        && a.variance() > 0
                        && b.variance() > 0;
            }
        };
    }
}
