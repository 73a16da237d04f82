package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.analysis.ConfidenceSequence;
import org.modelyard.experiment.analysis.SamplePlan;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;

/**
 * How large must an experiment be?
 *
 * @param baseline the control's share; or null, with a deviation, for a mean
 * @param deviation standard deviation of one unit's value
 * @param effect absolute difference that is to be found, not 0
 * @param alpha null for 0.05; several variants share it
 * @param power chance to find it at least, null for 0.8; a fixed horizon, which is looked at once, is planned for a little more (0.84 for 0.8, 0.92 for 0.9)
 * @param variants with the control, of equal shares; null for 2
 * @param rule SEQUENTIAL when null, or FIXED_HORIZON
 * @param unitsPerDay that come to the experiment; null when unknown
 */
public record SizeQuestion(
        @Nullable Double baseline,
        @Nullable Double deviation,
        @Nullable Double effect,
        @Nullable Double alpha,
        @Nullable Double power,
        @Nullable Integer variants,
        @Nullable AnalysisRule rule,
        @Nullable Double unitsPerDay) {

    private static final int MOST_VARIANTS = 20;
    private static final double MOST_UNITS = 1e12;
    private static final double LEAST_ALPHA = 1e-9;
    private static final double MOST_POWER = 0.9999;

    /**
     * How large.
     *
     * @param days at the units a day that were told; null when none were
     */
    public record Size(AnalysisRule rule, long unitsPerVariant, long units, @Nullable Long days) {}

    /** @throws Refusal.Invalid with every field that does not make sense */
    public Size answer() {
        List<FieldError> errors = new ArrayList<>();
        double wanted = effect == null ? 0 : effect;
        double level = alpha == null ? 0.05 : alpha;
        double strength = power == null ? 0.8 : power;
        int arms = variants == null ? 2 : variants;
        AnalysisRule by = rule == null ? AnalysisRule.SEQUENTIAL : rule;
        if (wanted == 0 || !Double.isFinite(wanted)) {
            errors.add(new FieldError("effect", "Say which difference is to be found, such as 0.01; it is not 0."));
        }
        if ((baseline == null) == (deviation == null)) {
            errors.add(new FieldError("baseline", "Give the control's share as baseline, or a mean's deviation."));
        } else if (baseline != null
                && !(baseline > 0 && baseline < 1 && baseline + wanted > 0 && baseline + wanted < 1)) {
            errors.add(new FieldError("baseline", "The shares with and without the effect lie between 0 and 1."));
        } else if (deviation != null && !(deviation > 0 && Double.isFinite(deviation))) {
            errors.add(new FieldError("deviation", "A standard deviation lies above 0."));
        }
        if (!(level >= LEAST_ALPHA && level < 1)) {
            errors.add(new FieldError("alpha", "This is 10^-9 at least, and below 1."));
        }
        if (!(strength > 0 && strength <= MOST_POWER)) {
            errors.add(new FieldError("power", "This lies above 0, and is 0.9999 at most."));
        }
        if (arms < 2 || arms > MOST_VARIANTS) {
            errors.add(new FieldError("variants", "An experiment has 2 to " + MOST_VARIANTS + " variants."));
        }
        if (by != AnalysisRule.SEQUENTIAL && by != AnalysisRule.FIXED_HORIZON) {
            errors.add(new FieldError("rule", "Sizes are planned for SEQUENTIAL and FIXED_HORIZON."));
        }
        if (unitsPerDay != null && !(unitsPerDay > 0)) {
            errors.add(new FieldError("unitsPerDay", "This lies above 0."));
        }
        Fields.check(errors);
        double perVariant = perVariant(new SamplePlan(level / (arms - 1), strength), by, wanted);
        if (!(perVariant * arms < MOST_UNITS)) {
            throw new Refusal.Invalid(
                    "effect", "So small a difference needs more than 10^12 units; plan for a larger one.");
        }
        long each = (long) Math.ceil(perVariant);
        return new Size(
                by, each, each * arms, unitsPerDay == null ? null : (long) Math.ceil(each * arms / unitsPerDay));
    }

    /** As large as the rule needs to speak at all, too. */
    private double perVariant(SamplePlan plan, AnalysisRule by, double wanted) {
        int least = (int) ConfidenceSequence.LEAST_EVENTS;
        if (baseline != null) {
            return by == AnalysisRule.FIXED_HORIZON
                    ? plan.withMargin().shares(baseline, wanted, least)
                    : Math.max(plan.sequentialShares(baseline, wanted, null), plan.speaking(baseline, wanted, least));
        }
        double variance = deviation == null ? Double.NaN : 2 * deviation * deviation;
        double units = by == AnalysisRule.FIXED_HORIZON
                ? plan.withMargin().mean(variance, wanted)
                : plan.sequential(variance, wanted, null);
        return Math.max(ConfidenceSequence.LEAST_UNITS, units);
    }
}
