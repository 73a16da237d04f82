package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.stats.Interval;

/**
 * What a value from before the assignment explains of a mean (CUPED), and the differences that the verdict does not rest on beside it.
 *
 * @param used whether the verdict rests on the adjusted means: the plan said so at the start, and enough is known
 * @param units judged ones whose covariate is known
 * @param varianceSaved share of the effects' variance that the covariate takes away; null while nothing can be said
 * @param beside plain differences where the verdict is of adjusted ones, else adjusted ones, for information
 */
public record CupedReading(
        boolean used, long units, @Nullable Double varianceSaved, List<Beside> beside, String words) {

    public CupedReading {
        beside = List.copyOf(beside);
    }

    /** @param low of the interval that the plan's rule gives; null while it says nothing */
    public record Beside(String variant, @Nullable Double difference, @Nullable Double low, @Nullable Double high) {}

    /** What the verdict rests on: one sample a variant, adjusted where the plan says so and enough is known. */
    public static List<Sample> samples(ExperimentPlan plan, List<MetricSums> variants) {
        Optional<CupedFigures> adjusted =
                plan.cuped() && plan.metric().kind() == MetricKind.MEAN ? CupedFigures.of(variants) : Optional.empty();
        return adjusted.map(figures -> adjusted(figures, variants.size())).orElseGet(() -> plain(plan, variants));
    }

    /**
     * @param variants one a variant, in the plan's order
     * @param due see {@link ExperimentLook}
     * @return empty where no covariate plays a part
     */
    public static Optional<CupedReading> of(ExperimentPlan plan, List<MetricSums> variants, boolean due) {
        long known = CupedFigures.known(variants);
        if (plan.metric().kind() != MetricKind.MEAN || (known == 0 && !plan.cuped())) {
            return Optional.empty();
        }
        Optional<CupedFigures> figures = CupedFigures.of(variants);
        if (figures.isEmpty()) {
            return Optional.of(new CupedReading(
                    false,
                    known,
                    null,
                    List.of(),
                    "The covariate is known of " + known + " judged units; from " + CupedFigures.LEAST_KNOWN
                            + " on, with values that differ, it can be taken out. Until then the figures are plain."));
        }
        double saved = figures.get().saved();
        List<Sample> others = plan.cuped() ? plain(plan, variants) : adjusted(figures.get(), variants.size());
        return Optional.of(new CupedReading(
                plan.cuped(),
                known,
                Double.isFinite(saved) ? saved : null,
                beside(plan, others, due),
                words(plan.cuped(), saved)));
    }

    private static String words(boolean used, double saved) {
        String amount = Double.isFinite(saved)
                ? String.format(Locale.ROOT, "%.1f %%", 100 * Math.max(0, saved))
                : "an unknown share";
        return used
                ? "The verdict is of means less what was known of the units before they were assigned, as the plan says: it takes "
                        + amount + " of the variance away. The plain differences are beside it for information."
                : "The verdict is of the plain means, as the plan says. What was known of the units before would take "
                        + amount
                        + " of the variance away; the adjusted differences are information, not a second try at a verdict.";
    }

    private static List<Beside> beside(ExperimentPlan plan, List<Sample> samples, boolean due) {
        RuleLook look = new RuleLook(plan, plan.rule(), due);
        List<Beside> all = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            double difference = samples.get(i).mean() - samples.get(0).mean();
            Interval interval = look.interval(plan.alpha() / (samples.size() - 1), samples.get(0), samples.get(i));
            all.add(new Beside(
                    plan.variants().get(i).name(),
                    Double.isFinite(difference) ? difference : null,
                    interval == null ? null : interval.low(),
                    interval == null ? null : interval.high()));
        }
        return all;
    }

    private static List<Sample> adjusted(CupedFigures figures, int variants) {
        return java.util.stream.IntStream.range(0, variants)
                .mapToObj(figures::adjusted)
                .toList();
    }

    private static List<Sample> plain(ExperimentPlan plan, List<MetricSums> variants) {
        return variants.stream().map(one -> one.sample(plan.metric().kind())).toList();
    }
}
