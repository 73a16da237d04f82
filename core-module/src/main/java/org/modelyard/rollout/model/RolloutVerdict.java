package org.modelyard.rollout.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of a candidate by one metric at one time, with the numbers that it rests on. */
public sealed interface RolloutVerdict {

    RolloutMetric metric();

    Numbers numbers();

    /** As the API says it: PASS, FAIL, INCONCLUSIVE. */
    String code();

    /** In a sentence. */
    String words();

    /**
     * What was seen and what follows from it.
     *
     * @param champion in all steps together
     * @param candidate in all steps together
     * @param steps the same step by step, which is what is compared; none in numbers that were stored before they were kept
     * @param ratioLow the candidate's odds of a bad one are at least so many times the champion's; null when nothing is known
     * @param ratioHigh at most so many times; null when nothing is known
     * @param difference by how much the candidate's share is higher at most, on the average of what it was asked; of AGREEMENT its
     *     share itself at most; of VALUE how much less an answer is worth at most, NaN while that is unknown
     * @param tolerance what that may be to pass
     * @param evidence against the candidate; where it is no worse it reaches {@code needed} with a chance of 1/needed at most
     * @param needed to fail
     * @param means of VALUE alone, whose arms have values as trials and no bad ones; else null
     * @param together of ERRORS and ACCURACY: so many requests tell as much as one, since those of a unit fail together; null where they are taken for independent
     */
    record Numbers(
            Arm champion,
            Arm candidate,
            List<Stratum> steps,
            @Nullable Double ratioLow,
            @Nullable Double ratioHigh,
            double difference,
            double tolerance,
            double evidence,
            double needed,
            @Nullable Means means,
            @Nullable Double together) {

        private static final double WORTH_SAYING = 1.5;

        public Numbers {
            steps = steps == null ? List.of() : List.copyOf(steps);
        }

        /** With what answers were worth. */
        Numbers(
                Arm champion,
                Arm candidate,
                List<Stratum> steps,
                @Nullable Double ratioLow,
                @Nullable Double ratioHigh,
                double difference,
                double tolerance,
                double evidence,
                double needed,
                @Nullable Means means) {
            this(champion, candidate, steps, ratioLow, ratioHigh, difference, tolerance, evidence, needed, means, null);
        }

        /** Of a share of bad ones. */
        Numbers(
                Arm champion,
                Arm candidate,
                List<Stratum> steps,
                @Nullable Double ratioLow,
                @Nullable Double ratioHigh,
                double difference,
                double tolerance,
                double evidence,
                double needed) {
            this(champion, candidate, steps, ratioLow, ratioHigh, difference, tolerance, evidence, needed, null, null);
        }

        /** A further sentence where requests of units go together so much that it matters; else empty. */
        String togetherWords() {
            return together == null || together < WORTH_SAYING
                    ? ""
                    : " Requests of the same unit go wrong together: " + Share.times(together)
                            + " tell as much as one.";
        }

        /** The champion's share of bad ones if its requests lay in the steps as the candidate's do; NaN where that is unknown. */
        public double championRate() {
            return steps.size() < 2 ? champion.rate() : new Strata(steps).championRate();
        }
    }

    /**
     * What an answer was worth on the average. NaN is unknown.
     *
     * @param champion its steps weighed as the candidate's values lie in them
     * @param lossLow an answer of the candidate is worth so much less at least, but for a chance of the metric's alpha; below 0: more
     * @param lossHigh at most
     * @param steps both sides' values, step by step
     * @param inflation the variance counts so many times that of independent answers, since units come back; null in numbers that were stored before
     *     that was measured
     */
    record Means(
            double champion,
            double candidate,
            double lossLow,
            double lossHigh,
            List<Pair> steps,
            @Nullable Double inflation) {
        public Means {
            steps = List.copyOf(steps);
        }
    }

    /** Both sides' values in one step. */
    record Pair(Worth champion, Worth candidate) {}

    /** No worse than tolerated, beyond chance. */
    record Pass(RolloutMetric metric, Numbers numbers) implements RolloutVerdict {
        @Override
        public String code() {
            return "PASS";
        }

        @Override
        public String words() {
            if (metric == RolloutMetric.VALUE) {
                return "An answer is worth " + Share.amount(numbers.difference()) + " less at most; "
                        + Share.amount(numbers.tolerance()) + " are tolerated.";
            }
            return metric == RolloutMetric.AGREEMENT
                    ? "It differs from the champion in " + Share.of(numbers.difference()) + " of the answers at most; "
                            + Share.of(numbers.tolerance()) + " are tolerated."
                    : "Its share is higher by " + Share.of(numbers.difference()) + " at most; "
                            + Share.of(numbers.tolerance()) + " are tolerated." + numbers.togetherWords();
        }
    }

    /** Worse, beyond chance. */
    record Fail(RolloutMetric metric, Numbers numbers) implements RolloutVerdict {
        @Override
        public String code() {
            return "FAIL";
        }

        @Override
        public String words() {
            Means means = numbers.means();
            if (means != null) {
                return "An answer was worth " + Share.amount(means.candidate()) + " on the average of "
                        + numbers.candidate().trials() + ", one of the champion's "
                        + numbers.champion().trials() + (means.steps().size() < 2 ? "" : ", weighed by steps,") + " "
                        + Share.amount(means.champion()) + ": at least " + Share.amount(means.lossLow()) + " less.";
            }
            return metric == RolloutMetric.AGREEMENT
                    ? Share.of(numbers.candidate().rate()) + " of the answers differ from the champion's; "
                            + Share.of(numbers.tolerance()) + " are tolerated." + independent()
                    : Share.of(numbers.candidate().rate()) + " of "
                            + numbers.candidate().trials() + " are bad, of the champion's "
                            + numbers.champion().trials() + steps() + " " + Share.of(numbers.championRate()) + "."
                            + (byUnit() ? numbers.togetherWords() : independent());
        }

        private boolean byUnit() {
            return metric == RolloutMetric.ERRORS || metric == RolloutMetric.ACCURACY;
        }

        /** The condition under which it errs no more often than alpha says. */
        private static String independent() {
            return " Answers are taken for independent of each other, those of one unit too.";
        }

        private String steps() {
            return numbers.steps().size() < 2 ? "" : ", weighed by steps as the candidate's,";
        }
    }

    /** Nothing can be said (yet): this is not a pass. */
    record Inconclusive(RolloutMetric metric, Numbers numbers, String words) implements RolloutVerdict {
        @Override
        public String code() {
            return "INCONCLUSIVE";
        }
    }
}
