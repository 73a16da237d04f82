package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.stats.Interval;

/**
 * How an experiment came to what it says: the figures of the units assigned up to the end of each step, from the rows as they are now. A look
 * that somebody took at the time may have known fewer events.
 *
 * @param stepMillis between the points
 */
public record ExperimentHistory(long stepMillis, List<Point> points) {

    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long DAY = 24 * HOUR;
    public static final int MOST_POINTS = 60;
    private static final long[] STEPS = {SECOND, 60 * SECOND, 600 * SECOND, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY};

    public ExperimentHistory {
        points = List.copyOf(points);
    }

    /**
     * @param untilMillis end of the step, since 1970
     * @param assigned units up to then, one number a variant in the plan's order
     * @param judged those of them whose window is over
     * @param effects of the variants but the control
     */
    public record Point(long untilMillis, List<Long> assigned, List<Long> judged, List<Effect> effects) {

        public Point {
            assigned = List.copyOf(assigned);
            judged = List.copyOf(judged);
            effects = List.copyOf(effects);
        }
    }

    /**
     * @param difference to the control; null while it cannot be told
     * @param low of the rule's interval; null where the rule says nothing: a fixed horizon before its time
     */
    public record Effect(String variant, @Nullable Double difference, @Nullable Double low, @Nullable Double high) {}

    /** What came in one step, one a variant in the plan's order. */
    public record Step(List<Long> assigned, List<MetricSums> metric) {}

    /** The shortest of the steps (a second to 30 days) of which at most 60 fill the span; longer where even the longest does not. */
    public static long step(long spanMillis) {
        for (long step : STEPS) {
            if (spanMillis < step * MOST_POINTS) {
                return step;
            }
        }
        return (spanMillis / (30 * DAY * MOST_POINTS) + 1) * 30 * DAY;
    }

    /**
     * @param steps from the start on, without gaps
     * @param due whether a fixed horizon may speak, at the last step alone
     */
    public static ExperimentHistory of(
            ExperimentPlan plan, long fromMillis, long stepMillis, List<Step> steps, boolean due) {
        int variants = plan.variants().size();
        List<Point> points = new ArrayList<>();
        List<Long> assigned = new ArrayList<>(java.util.Collections.nCopies(variants, 0L));
        List<MetricSums> sums = new ArrayList<>(java.util.Collections.nCopies(variants, MetricSums.NONE));
        for (int s = 0; s < steps.size(); s++) {
            for (int i = 0; i < variants; i++) {
                assigned.set(i, assigned.get(i) + steps.get(s).assigned().get(i));
                sums.set(i, sums.get(i).plus(steps.get(s).metric().get(i)));
            }
            boolean speaks = plan.rule() != AnalysisRule.FIXED_HORIZON || (due && s == steps.size() - 1);
            points.add(new Point(
                    fromMillis + (s + 1) * stepMillis,
                    assigned,
                    sums.stream().map(one -> one.metric().n()).toList(),
                    effects(plan, sums, speaks)));
        }
        return new ExperimentHistory(stepMillis, points);
    }

    private static List<Effect> effects(ExperimentPlan plan, List<MetricSums> sums, boolean speaks) {
        if (plan.metric().kind() == MetricKind.QUANTILE) {
            return List.of();
        }
        List<Sample> samples = CupedReading.samples(plan, sums);
        RuleLook look = new RuleLook(plan, plan.rule(), speaks);
        List<Effect> effects = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            double difference = samples.get(i).mean() - samples.get(0).mean();
            Interval interval = look.interval(plan.alpha() / (samples.size() - 1), samples.get(0), samples.get(i));
            effects.add(new Effect(
                    plan.variants().get(i).name(),
                    Double.isFinite(difference) ? difference : null,
                    interval == null ? null : interval.low(),
                    interval == null ? null : interval.high()));
        }
        return effects;
    }
}
