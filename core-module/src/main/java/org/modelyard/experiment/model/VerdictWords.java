package org.modelyard.experiment.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.modelyard.experiment.analysis.SampleRatio;

/** Decides what the comparisons mean, and says it so that nobody needs statistics to read it. */
final class VerdictWords {

    private final ExperimentPlan plan;
    private final List<VariantFigures> figures;
    private final long units;

    VerdictWords(ExperimentPlan plan, List<VariantFigures> figures, long units) {
        this.plan = plan;
        this.figures = figures;
        this.units = units;
    }

    ExperimentVerdict verdict(SampleRatio ratio, List<VariantComparison> compared, List<GuardrailReading> guards) {
        if (units == 0) {
            return new ExperimentVerdict.NoData(
                    "Nobody has been assigned yet. Nothing can be said, which does not mean that all is well.");
        }
        if (ratio.mismatch()) {
            return new ExperimentVerdict.Untrusted(
                    ratio.p(),
                    "Do not use these figures: the variants have " + counts()
                            + " units, which their shares explain with a chance of " + number(ratio.p())
                            + ". Something loses or doubles units; look there, then begin a new experiment.");
        }
        Optional<VariantComparison> best = compared.stream()
                .filter(VariantComparison::better)
                .filter(one -> guards(guards, one.variant(), GuardrailReading.State.BROKEN)
                        .isEmpty())
                .max(Comparator.comparingDouble(this::gain));
        if (best.isPresent()) {
            return better(best.get(), guards);
        }
        Optional<GuardrailReading> broken = guards.stream()
                .filter(one -> one.state() == GuardrailReading.State.BROKEN)
                .findFirst();
        if (broken.isPresent()) {
            GuardrailReading one = broken.get();
            return new ExperimentVerdict.GuardrailBroken(
                    one.variant(),
                    "Stop '" + one.variant() + "': it harms the " + one.metric() + " by more than the "
                            + percent(one.tolerance()) + " that were let pass.");
        }
        if (compared.stream().allMatch(VariantComparison::worse)) {
            return new ExperimentVerdict.NoBetter(
                    "Keep '" + plan.control().name() + "': every other variant has shown to be worse in the "
                            + plan.metric().words() + ".");
        }
        if (compared.stream().allMatch(one -> one.difference() == null)) {
            return new ExperimentVerdict.NoData("There are " + counts() + " units, but nothing of the "
                    + plan.metric().words() + " to compare yet. That does not mean that all is well.");
        }
        return new ExperimentVerdict.Inconclusive(open());
    }

    private ExperimentVerdict better(VariantComparison best, List<GuardrailReading> guards) {
        List<GuardrailReading> unknown = guards(guards, best.variant(), GuardrailReading.State.UNKNOWN);
        String gain =
                "'" + best.variant() + "' is better than '" + plan.control().name() + "': its "
                        + plan.metric().words() + " is " + number(best.value()) + " against " + number(best.control())
                        + (best.relative() == null ? "" : " (" + signed(best.relative()) + ")");
        if (!unknown.isEmpty()) {
            return new ExperimentVerdict.Inconclusive(gain + ". But it has not been shown yet that the "
                    + unknown.get(0).metric() + " is no more than "
                    + percent(unknown.get(0).tolerance()) + " worse: go on.");
        }
        double confidence = 1 - plan.alpha();
        return new ExperimentVerdict.Winner(
                best.variant(), confidence, "Use '" + best.variant() + "'. " + gain + ". " + sure(best));
    }

    private String sure(VariantComparison best) {
        if (plan.rule() == AnalysisRule.BAYESIAN) {
            return "The chance that it is better is " + percent(best.chanceToBeat() == null ? 0 : best.chanceToBeat())
                    + "; this rule states no error rate.";
        }
        return "The true difference lies between " + number(best.low() == null ? Double.NaN : best.low()) + " and "
                + number(best.high() == null ? Double.NaN : best.high()) + " with " + percent(1 - plan.alpha())
                + " confidence"
                + (plan.rule() == AnalysisRule.FIXED_HORIZON
                        ? ", looked at once the planned " + grouped(plan.plannedUnits()) + " units were there."
                        : ", however often it was looked at.");
    }

    private String open() {
        long fewest = figures.stream().mapToLong(VariantFigures::units).min().orElse(0);
        String what = "It is open which variant is better in the "
                + plan.metric().words() + ", with " + counts() + " units. ";
        if (plan.rule() == AnalysisRule.FIXED_HORIZON && units < plan.plannedUnits()) {
            return what + "This experiment is judged once, at " + grouped(plan.plannedUnits())
                    + " units; looking earlier would find winners that are none. Go on.";
        }
        boolean few = figures.stream()
                .skip(1)
                .anyMatch(one ->
                        !ExperimentAnalysis.enough(plan.metric(), figures.get(0).metric(), one.metric()));
        if (few && plan.rule() != AnalysisRule.EXACT) {
            return what + "The smallest variant has " + grouped(fewest)
                    + ", too few of the kind that counts for this rule to say anything. Go on.";
        }
        return plan.plannedUnits() > 0 && units >= plan.plannedUnits()
                ? what + "The planned " + grouped(plan.plannedUnits())
                        + " units are there: a difference as large as planned for would probably have shown. Keep '"
                        + plan.control().name() + "', or plan for a smaller difference."
                : what + "That is not to say that they are equal. Go on.";
    }

    private double gain(VariantComparison one) {
        double difference = one.difference() == null ? 0 : one.difference();
        return plan.metric().lowerIsBetter() ? -difference : difference;
    }

    private static List<GuardrailReading> guards(
            List<GuardrailReading> guards, String variant, GuardrailReading.State state) {
        return guards.stream()
                .filter(one -> one.variant().equals(variant) && one.state() == state)
                .toList();
    }

    private String counts() {
        return String.join(
                " / ", figures.stream().map(one -> grouped(one.units())).toList());
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String percent(double share) {
        return trimmed(String.format(Locale.ROOT, "%.2f", share * 100)) + " %";
    }

    private static String signed(double share) {
        return (share < 0 ? percent(-share) + " less" : percent(share) + " more");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static String trimmed(String digits) {
        return digits.replaceAll("\\.?0+$", "");
    }
}
