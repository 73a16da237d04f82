package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.analysis.LoggedCell;
import org.modelyard.experiment.analysis.OffPolicy;
import org.modelyard.experiment.analysis.SampleRatio;
import org.modelyard.experiment.analysis.Sums;

/**
 * What another policy would have earned by an experiment's metric, a share or a mean, from the units that are judged and the propensities
 * that were logged with them.
 *
 * <p>The model of the doubly robust estimate is each variant's mean over the rounds before, which nothing in the round itself could move,
 * so that it stays unbiased though shares were moved by what was seen (Kato et al. 2020). In the first round, and where shares are fixed, it
 * is the mean of the same units.
 *
 * @param units that are judged
 * @param rounds that they come from; 1 where shares are fixed
 * @param earned by the policy that ran: the plain mean
 * @param estimates IPS, SNIPS and DR, in this order
 * @param confidence of their intervals, at one look, asymptotically
 * @param warning what to mind; null when nothing
 */
public record OffPolicyReading(
        long units,
        int rounds,
        double earned,
        double effectiveSample,
        double largestWeight,
        double confidence,
        List<Estimate> estimates,
        @Nullable String warning) {

    /** @param estimate in the metric's unit; null, as the others, where no unit says anything */
    public record Estimate(
            Method method,
            @Nullable Double estimate,
            @Nullable Double standardError,
            @Nullable Double low,
            @Nullable Double high) {}

    /** Of estimating. */
    public enum Method {
        /** Inverse propensity scores: unbiased, of wild variance. */
        IPS,
        /** The same over the sum of the weights: slightly biased, steadier. */
        SNIPS,
        /** Doubly robust: inverse propensity scores of what a model leaves over. */
        DR
    }

    /**
     * Units of one variant that were assigned in one round with one propensity.
     *
     * @param round 0 where shares are fixed
     * @param buckets the logged propensity
     * @param reward one a unit: n, and sums of y and of its square
     */
    public record Logged(int round, int variant, int buckets, Sums reward) {}

    public OffPolicyReading {
        estimates = List.copyOf(estimates);
    }

    /** Whether metrics of that kind are earned by a policy: one number a unit. */
    public static boolean tells(@Nullable MetricKind kind) {
        return kind == MetricKind.PROPORTION || kind == MetricKind.MEAN;
    }

    /** What a metric's sums say of the reward of a unit. */
    public static Sums reward(ExperimentMetric metric, MetricSums sums) {
        return metric.kind() == MetricKind.PROPORTION
                ? new Sums(sums.metric().n(), sums.active(), 0, sums.active(), 0, 0)
                : sums.metric();
    }

    /**
     * @param policy the asked share of each variant, in the plan's order
     * @param logged with at least one unit
     */
    public static OffPolicyReading of(ExperimentPlan plan, double[] policy, List<Logged> logged) {
        Map<Integer, List<Logged>> rounds = new TreeMap<>();
        logged.stream()
                .filter(one -> one.reward().n() > 0)
                .sorted(Comparator.comparingInt(Logged::variant))
                .forEach(one -> rounds.computeIfAbsent(one.round(), any -> new ArrayList<>())
                        .add(one));
        Sums[] before = new Sums[policy.length];
        Arrays.fill(before, Sums.NONE);
        List<LoggedCell> cells = new ArrayList<>();
        Sums all = Sums.NONE;
        boolean first = true;
        for (List<Logged> round : rounds.values()) {
            Sums[] after = before.clone();
            for (Logged one : round) {
                after[one.variant()] = after[one.variant()].plus(one.reward());
                all = all.plus(one.reward());
            }
            double[] model = means(first ? after : before);
            double expected = IntStream.range(0, policy.length)
                    .mapToDouble(i -> policy[i] * model[i])
                    .sum();
            for (Logged one : round) {
                cells.add(new LoggedCell(
                        one.reward().n(),
                        one.reward().sumY(),
                        one.reward().sumYY(),
                        policy[one.variant()],
                        Checks.share(one.buckets()),
                        model[one.variant()],
                        expected));
            }
            before = after;
            first = false;
        }
        OffPolicy found = LoggedCell.estimate(cells);
        double confidence = 1 - plan.alpha();
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(1 - plan.alpha() / 2);
        double[] errors = found.standardErrors();
        Optional<String> unknown = unknown(plan, policy, before);
        boolean told = unknown.isEmpty();
        return new OffPolicyReading(
                found.rows(),
                rounds.size(),
                all.sumY() / all.n(),
                found.effectiveSample(),
                found.largestWeight(),
                confidence,
                List.of(
                        estimate(Method.IPS, told ? found.ips() : Double.NaN, errors[0], z),
                        estimate(Method.SNIPS, told ? found.snips() : Double.NaN, errors[1], z),
                        estimate(Method.DR, told ? found.doublyRobust() : Double.NaN, errors[2], z)),
                unknown.or(found::warning).orElse(null));
    }

    /** Where units were lost or doubled the logged propensities are not those that they had: then nothing is estimated. */
    public OffPolicyReading checked(SampleRatio ratio) {
        if (!ratio.mismatch()) {
            return this;
        }
        String untrusted = String.format(
                Locale.ROOT,
                "Nothing is estimated: the variants' units are not what their shares say (p = %.4g)."
                        + " Something loses or doubles units, so that the logged propensities are not those that units had.",
                ratio.p());
        return new OffPolicyReading(
                units,
                rounds,
                earned,
                effectiveSample,
                largestWeight,
                confidence,
                estimates.stream()
                        .map(one -> estimate(one.method(), Double.NaN, Double.NaN, Double.NaN))
                        .toList(),
                untrusted);
    }

    /** What the other policy would give and nobody has seen: of that nothing can be estimated, however many units there are. */
    private static Optional<String> unknown(ExperimentPlan plan, double[] policy, Sums[] seen) {
        return IntStream.range(0, policy.length)
                .filter(i -> policy[i] > 0 && seen[i].n() == 0)
                .mapToObj(i -> "No unit of '" + plan.variants().get(i).name()
                        + "' is judged yet, so that nothing is known of a policy that gives it.")
                .findFirst();
    }

    /** A variant without units is taken for an average one. */
    private static double[] means(Sums[] sums) {
        Sums all = Arrays.stream(sums).reduce(Sums.NONE, Sums::plus);
        return Arrays.stream(sums)
                .mapToDouble(one -> one.n() == 0 ? all.sumY() / all.n() : one.sumY() / one.n())
                .toArray();
    }

    private static Estimate estimate(Method method, double value, double error, double z) {
        boolean told = Double.isFinite(value);
        boolean sure = told && Double.isFinite(error);
        return new Estimate(
                method,
                told ? value : null,
                sure ? error : null,
                sure ? value - z * error : null,
                sure ? value + z * error : null);
    }
}
