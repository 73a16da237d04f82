package org.modelyard.experiment.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.modelyard.experiment.analysis.SampleRatio;

/** Decides what the comparisons mean, and says it so that nobody needs statistics to read it. */
final class VerdictWords {

    private final ExperimentPlan plan;
    private final List<VariantFigures> figures;
    private final List<Double> chances;
    private final long units;
    private final boolean due;

    /** @param chances to be the best; of a bandit alone */
    VerdictWords(ExperimentPlan plan, List<VariantFigures> figures, List<Double> chances, long units, boolean due) {
        this.plan = plan;
        this.figures = figures;
        this.chances = chances;
        this.units = units;
        this.due = due;
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
        List<GuardrailReading> broken = guards.stream()
                .filter(one -> one.state() == GuardrailReading.State.BROKEN)
                .toList();
        Optional<VariantComparison> winner = best(compared, guards, GuardrailReading.State.HELD);
        if (winner.isPresent()) {
            VariantComparison best = winner.get();
            return new ExperimentVerdict.Winner(
                    best.variant(),
                    1 - plan.alpha(),
                    "Use '" + best.variant() + "'. " + gained(best) + ". " + sure(best, compared.size())
                            + harm(" ", broken));
        }
        Optional<VariantComparison> promising =
                best(compared, guards, GuardrailReading.State.HELD, GuardrailReading.State.UNKNOWN);
        if (!broken.isEmpty()) {
            return new ExperimentVerdict.GuardrailBroken(
                    broken.get(0).variant(),
                    harm("", broken)
                            + promising.map(one -> " " + held(one, guards)).orElse(""));
        }
        if (promising.isPresent()) {
            return new ExperimentVerdict.Inconclusive(held(promising.get(), guards));
        }
        if (plan.adaptive() && figures.stream().anyMatch(one -> one.metric().n() > 0)) {
            return new ExperimentVerdict.Information(BanditReading.words(plan, chances));
        }
        if (compared.stream().allMatch(VariantComparison::worse)) {
            return new ExperimentVerdict.NoBetter(
                    "Keep '" + plan.control().name() + "': every other variant has shown to be worse in the "
                            + plan.metric().words() + ".");
        }
        if (compared.stream().allMatch(one -> one.difference() == null)) {
            boolean control = figures.get(0).metric().n() == 0
                    && figures.stream().anyMatch(one -> one.metric().n() > 0);
            return new ExperimentVerdict.NoData("There are " + counts() + " units, but "
                    + (control
                            ? "no unit of the control '" + plan.control().name()
                                    + "' is judged yet, with which the others' "
                                    + plan.metric().words() + " could be compared"
                            : "nothing of the " + plan.metric().words() + " to compare yet")
                    + ": a unit is judged when its window is over. That does not mean that all is well.");
        }
        return new ExperimentVerdict.Inconclusive(open());
    }

    /** The one that gains most of those that are better and whose guardrails are all in these states. */
    private Optional<VariantComparison> best(
            List<VariantComparison> compared, List<GuardrailReading> guards, GuardrailReading.State... fine) {
        return compared.stream()
                .filter(VariantComparison::better)
                .filter(one -> guards.stream()
                        .filter(guard -> guard.variant().equals(one.variant()))
                        .allMatch(guard -> List.of(fine).contains(guard.state())))
                .max(Comparator.comparingDouble(this::gain));
    }

    private String gained(VariantComparison best) {
        return "'" + best.variant() + "' is better than '" + plan.control().name() + "': its "
                + plan.metric().words() + " is " + number(best.value()) + " against " + number(best.control())
                + (best.relative() == null ? "" : " (" + signed(best.relative()) + ")");
    }

    /** Of one that is better and has a guardrail of which nothing is known. */
    private String held(VariantComparison promising, List<GuardrailReading> guards) {
        GuardrailReading unknown = guards.stream()
                .filter(one -> one.variant().equals(promising.variant()))
                .filter(one -> one.state() == GuardrailReading.State.UNKNOWN)
                .findFirst()
                .orElseThrow();
        return gained(promising) + ". But it has not been shown yet that the " + unknown.metric() + " is no more than "
                + percent(unknown.tolerance()) + " worse"
                + (unknown.reason() == null ? ": go on." : ". " + unknown.reason());
    }

    /** Every variant that breaks a guardrail, with the first that it breaks. */
    private static String harm(String before, List<GuardrailReading> broken) {
        Map<String, String> told = new LinkedHashMap<>();
        for (GuardrailReading one : broken) {
            told.putIfAbsent(
                    one.variant(),
                    "Stop '" + one.variant() + "': it harms the " + one.metric() + " by more than the "
                            + percent(one.tolerance()) + " that were let pass.");
        }
        return told.isEmpty() ? "" : before + String.join(" ", told.values());
    }

    private String sure(VariantComparison best, int comparisons) {
        if (plan.rule() == AnalysisRule.BAYESIAN) {
            return "The chance that it is better is " + percent(best.chanceToBeat() == null ? 0 : best.chanceToBeat())
                    + "; this rule states no error rate.";
        }
        double low = best.low() == null ? Double.NaN : best.low();
        double high = best.high() == null ? Double.NaN : best.high();
        // Holm finds what Bonferroni's interval still leaves open: such an interval proves nothing and is not quoted
        String proof = low > 0 || high < 0
                ? "The true difference lies between " + number(low) + " and " + number(high) + " with "
                        + percent(1 - plan.alpha()) + " confidence"
                : "The chance of so large a difference where there is none is "
                        + number(best.p() == null ? Double.NaN : best.p()) + " at most, corrected for " + comparisons
                        + " comparisons";
        return proof
                + (plan.rule() == AnalysisRule.FIXED_HORIZON
                        ? ", looked at once, of the planned " + grouped(plan.plannedUnits()) + " units."
                        : ", however often it was looked at.");
    }

    private String open() {
        long fewest = figures.stream().mapToLong(VariantFigures::units).min().orElse(0);
        String what = "It is open which variant is better in the "
                + plan.metric().words() + ", with " + counts() + " units. ";
        boolean once = plan.rule() == AnalysisRule.FIXED_HORIZON;
        if (once && !due) {
            return what + "This experiment is judged once, at " + grouped(plan.plannedUnits())
                    + " units, when the window of the last of them is over; looking earlier would find winners that are none. Go on.";
        }
        boolean few = figures.stream()
                .skip(1)
                .anyMatch(one ->
                        !ExperimentAnalysis.enough(plan.metric(), figures.get(0).metric(), one.metric()));
        if (few && plan.rule() != AnalysisRule.EXACT) {
            return what + "The smallest variant has " + grouped(fewest)
                    + ", too few of the kind that counts for this rule to say anything. "
                    + (once ? "It was looked at once: plan another experiment with more units." : "Go on.");
        }
        long judged = figures.stream().mapToLong(one -> one.metric().n()).sum();
        return plan.plannedUnits() > 0 && (once || judged >= plan.plannedUnits())
                ? what + "The planned " + grouped(plan.plannedUnits())
                        + " units are there: a difference as large as planned for would probably have shown. Keep '"
                        + plan.control().name() + "', or plan for a smaller difference."
                : what + "That is not to say that they are equal. Go on.";
    }

    private double gain(VariantComparison one) {
        double difference = one.difference() == null ? 0 : one.difference();
        return plan.metric().lowerIsBetter() ? -difference : difference;
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
