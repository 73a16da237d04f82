package org.modelyard.experiment.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.analysis.ConfidenceSequence;
import org.modelyard.experiment.analysis.Effect;
import org.modelyard.experiment.analysis.ExactSequence;
import org.modelyard.experiment.analysis.Finding;
import org.modelyard.experiment.analysis.FixedHorizon;
import org.modelyard.experiment.analysis.Posterior;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Scale;
import org.modelyard.experiment.analysis.Side;
import org.modelyard.stats.Interval;

/**
 * What a rule says of the metric in two samples.
 *
 * @param rule the plan's, or another one where the plan's says nothing of the kind
 * @param due whether a fixed horizon may speak
 */
record RuleLook(ExperimentPlan plan, AnalysisRule rule, boolean due) {

    /** Null while the rule has nothing to say; always for BAYESIAN, which states no error rate. */
    @Nullable
    Finding finding(double alpha, Sample control, Sample variant) {
        Optional<Effect> effect = Effect.of(control, variant, Scale.ABSOLUTE);
        boolean enough = effect.isPresent() && ExperimentAnalysis.enough(plan.metric(), control, variant);
        return switch (rule) {
            case EXACT ->
                control.n() == 0 || variant.n() == 0
                        ? null
                        : new ExactSequence(alpha)
                                .difference(successes(control), control.n(), successes(variant), variant.n());
            case SEQUENTIAL -> enough ? sequence(alpha).at(effect.orElseThrow()) : null;
            case FIXED_HORIZON -> enough && due ? FixedHorizon.test(effect.orElseThrow(), Side.BOTH, alpha) : null;
            case BAYESIAN -> null;
        };
    }

    /** For the difference; null while the rule has nothing to say. */
    @Nullable
    Interval interval(double alpha, Sample control, Sample variant) {
        if (rule != AnalysisRule.BAYESIAN) {
            Finding finding = finding(alpha, control, variant);
            return finding == null ? null : finding.interval();
        }
        Optional<Effect> effect = Effect.of(control, variant, Scale.ABSOLUTE);
        return effect.isPresent() && ExperimentAnalysis.enough(plan.metric(), control, variant)
                ? Posterior.of(effect.get(), null).interval(1 - alpha)
                : null;
    }

    /** Tuned for the planned units of two variants. */
    ConfidenceSequence sequence(double alpha) {
        double tuning = plan.plannedUnits() > 0
                ? 2.0 * plan.plannedUnits() / plan.variants().size()
                : ConfidenceSequence.TUNING;
        return new ConfidenceSequence(alpha, tuning);
    }

    private static long successes(Sample share) {
        return Math.round(share.mean() * share.n());
    }
}
