package org.modelyard.rollout.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.analysis.ConfidenceSequence;
import org.modelyard.experiment.analysis.OneSidedSequence;

/**
 * Whether the candidate's answers are worth less than the champion's, by what both have yielded in each step. The steps are weighed as the candidate's
 * answers lie in them: the sum over the steps of its number times the difference of the means is, at constant shares within each step, a random walk whose
 * clock is its variance, so one-sided confidence sequences hold for it at all times together, wherever the means move from step to step.
 *
 * <p>That is so for large numbers: the variance is estimated, and it is measured by the average variance of one answer so far, which moves when a step's differs
 * from those before. The bound holds where the steps' variances stay of one order.
 *
 * <p>Units come back, and what their answers are worth is alike: with m answers of each that correlate by r, the variance is 1 + (m - 1) r times that of independent
 * ones. How many times it is on each side is measured by the sums of each unit ({@link Repeats}), and the larger one counts. The sum is then no walk of independent
 * steps any more, but one whose later steps go with the earlier ones. Of two Gaussian processes with the same variances the one whose values go together more
 * crosses any bound with the smaller chance (Slepian), so what holds for independent steps holds for these. Units that move from the champion to the candidate when
 * the share grows go against themselves, which makes the true variance smaller than what is counted. What is asked of numbers of values is asked of units as well.
 *
 * <p>Each step's variance is the larger one of both sides', since a candidate of which few values are known may show none of the rare large ones; where neither
 * side's values vary, it is that of both together, as if no side differed from the other. Steps of which a side has fewer than {@link #LEAST} values are left out; while the candidate has more than a tenth of its values in those, nothing is passed.
 */
final class WorthEvidence {

    /** Values at which the bounds are about as near as they can be. */
    private static final double TUNING = 2_000;

    /** Values that both sides of a step must have. */
    static final long LEAST = 25;

    /** Of the candidate's values, in steps that can be compared. */
    private static final double MOST_OF_THEM = 0.9;

    private final JudgementPlan plan;
    private final List<Worth> champions;
    private final List<Worth> candidates;
    private final @Nullable Repeats championRepeats;
    private final @Nullable Repeats candidateRepeats;
    private Worth champion = Worth.NONE;
    private Worth candidate = Worth.NONE;
    /** By how much less the candidate's answers were worth, all together. */
    private double loss;
    /** Of the loss. */
    private double variance;
    /** Of the candidate's answers, each as of its step. */
    private double spread;

    /** Each answer is of a unit of its own. */
    WorthEvidence(JudgementPlan plan, List<Worth> champions, List<Worth> candidates) {
        this(plan, champions, candidates, null, null);
    }

    /**
     * @param champions by step, as the candidate's; steps that are missing had none
     * @param championRepeats over the steps that can be compared, as the candidate's; null where each answer is of a unit of its own
     */
    WorthEvidence(
            JudgementPlan plan,
            List<Worth> champions,
            List<Worth> candidates,
            @Nullable Repeats championRepeats,
            @Nullable Repeats candidateRepeats) {
        this.plan = plan;
        this.champions = champions;
        this.candidates = candidates;
        this.championRepeats = championRepeats;
        this.candidateRepeats = candidateRepeats;
        for (int i = 0; i < Math.max(champions.size(), candidates.size()); i++) {
            add(at(champions, i), at(candidates, i));
        }
    }

    private static Worth at(List<Worth> steps, int index) {
        return index < steps.size() ? steps.get(index) : Worth.NONE;
    }

    static boolean comparable(Worth theirs, Worth mine) {
        return Math.min(theirs.told(), mine.told()) >= LEAST;
    }

    private void add(Worth theirs, Worth mine) {
        if (!comparable(theirs, mine)) {
            return;
        }
        champion = champion.plus(theirs);
        candidate = candidate.plus(mine);
        double one = Math.max(theirs.variance(), mine.variance());
        if (!(one > 0)) {
            one = theirs.plus(mine).variance(); // else what differs for certain would never be judged
        }
        loss += mine.told() * (theirs.mean() - mine.mean());
        variance += one * mine.told() * (1 + mine.told() / (double) theirs.told());
        spread += one * mine.told();
    }

    RolloutVerdict verdict() {
        double alpha = plan.share();
        double tolerance = plan.tolerance(RolloutMetric.VALUE);
        long needed = Math.max(plan.minimum(), ConfidenceSequence.LEAST_UNITS);
        long fewer = Math.min(champion.told(), candidate.told());
        if (fewer < needed) {
            return few("Too few yet: " + fewer + " values of " + needed + " on the side that has fewer.");
        }
        Repeats theirs = championRepeats == null ? alone(champion) : championRepeats;
        Repeats mine = candidateRepeats == null ? alone(candidate) : candidateRepeats;
        double alike = Math.min(theirs.alike(), mine.alike());
        if (alike < ConfidenceSequence.LEAST_UNITS) {
            return few("Too few units yet: on the side that has fewer, values of as much as " + (long) alike + " of "
                    + ConfidenceSequence.LEAST_UNITS + ". What the same unit is asked again says less.");
        }
        double share = (theirs.active() + mine.active()) / (double) (theirs.units() + mine.units());
        if (share * alike < ConfidenceSequence.LEAST_EVENTS) {
            return few("Too few yet: hardly any answer was worth anything.");
        }
        if (!(variance > 0)) {
            return few("All values are the same: there is no chance to judge them by.");
        }
        double counted = variance * inflation();
        double error = Math.sqrt(counted) / candidate.told();
        double mean = loss / candidate.told();
        double values = counted / (spread / candidate.told());
        OneSidedSequence sequence = new OneSidedSequence(alpha, TUNING);
        double reach = sequence.boundary(values) * error;
        double logEvidence = sequence.logEvidence(mean / error, values);
        RolloutVerdict.Numbers numbers =
                numbers(mean - reach, mean + reach, Math.exp(Math.min(logEvidence, 700)), alpha);
        if (logEvidence >= -Math.log(alpha)) {
            return new RolloutVerdict.Fail(RolloutMetric.VALUE, numbers);
        }
        boolean whole = candidate.told() >= MOST_OF_THEM * told(candidates);
        if (whole && mean + reach <= tolerance) {
            return new RolloutVerdict.Pass(RolloutMetric.VALUE, numbers);
        }
        return new RolloutVerdict.Inconclusive(RolloutMetric.VALUE, numbers, open(whole, mean + reach, tolerance));
    }

    private static Repeats alone(Worth side) {
        return new Repeats(side.told(), side.active(), side.told(), 1);
    }

    /** So many times the variance of independent answers; the candidate's units may be too few yet to show how alike they are. */
    private double inflation() {
        return Math.max(
                championRepeats == null ? 1 : championRepeats.inflation(),
                candidateRepeats == null ? 1 : candidateRepeats.inflation());
    }

    private static String open(boolean whole, double most, double tolerance) {
        return whole
                ? "Neither worth less beyond chance nor within " + Share.amount(tolerance)
                        + " for certain: an answer may be worth " + Share.amount(most) + " less at most."
                : "More than a tenth of the candidate's values lie in steps that cannot be compared: there one of both sides"
                        + " has fewer than " + LEAST + ".";
    }

    private RolloutVerdict few(String words) {
        return new RolloutVerdict.Inconclusive(
                RolloutMetric.VALUE, numbers(Double.NaN, Double.NaN, 1, plan.share()), words);
    }

    private RolloutVerdict.Numbers numbers(double low, double high, double evidence, double alpha) {
        double mine = candidate.mean();
        return new RolloutVerdict.Numbers(
                new Arm(told(champions), 0),
                new Arm(told(candidates), 0),
                List.of(),
                null,
                null,
                high,
                plan.tolerance(RolloutMetric.VALUE),
                evidence,
                1 / alpha,
                new RolloutVerdict.Means(
                        mine + (candidate.told() == 0 ? 0 : loss / candidate.told()),
                        mine,
                        low,
                        high,
                        pairs(),
                        inflation()));
    }

    private static long told(List<Worth> steps) {
        return steps.stream().mapToLong(Worth::told).sum();
    }

    private List<RolloutVerdict.Pair> pairs() {
        List<RolloutVerdict.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.max(champions.size(), candidates.size()); i++) {
            pairs.add(new RolloutVerdict.Pair(at(champions, i), at(candidates, i)));
        }
        return pairs;
    }
}
