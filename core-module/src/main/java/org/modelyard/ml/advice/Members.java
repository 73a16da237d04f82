package org.modelyard.ml.advice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Scorer;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MeanIntervals;

/**
 * Models that were trained as the one that serves, on other rows of the same sample: how far their gains lie apart tells how far the
 * gain depends on the sample.
 *
 * <p>The interval is gain ± t · s · √(1/k + ρ/(1 − ρ)) of Student's t, where ρ is the share of training rows that two members have in
 * common: folds share k − 2 rows for each one of their own, which makes it the delete-a-group jackknife; bootstrap samples stand
 * for samples of their own, and their deviation is the standard error itself. It is widened for the number of edits that were tried
 * (Bonferroni), so that it holds for the best of them too.
 *
 * <p>It covers the gain that the same way of training states on other samples from the same source, asymptotically. It does not cover
 * what the edit does in the world, whatever the sample: readers, time and what nobody recorded may be behind the association.
 *
 * @param scorers answering on the scale of the one that serves, so with its calibration
 */
public record Members(Sampling sampling, List<Scorer> scorers) {

    /** There are none: gains have no interval. */
    public static final Members NONE = new Members(Sampling.FOLDS, List.of());

    /** Fewer tell nothing. */
    public static final int FEWEST = 3;

    static final double CONFIDENCE = 0.95;

    /** Which rows a member learned from. */
    public enum Sampling {
        /** All but those of one fold; no row is left out by two. */
        FOLDS,
        /**
         * As many as there are, drawn with replacement. Where a bagging ensemble serves, that is the spread of its members, which is wider
         * than that of their mean.
         */
        BOOTSTRAP
    }

    public Members {
        scorers = List.copyOf(scorers);
    }

    /**
     * @param gains one a member
     * @param tried how many edits were
     * @return null where unknown
     */
    @Nullable
    Interval interval(double gain, double[] gains, int tried) {
        if (gains.length < FEWEST) {
            return null;
        }
        double confidence = 1 - (1 - CONFIDENCE) / tried;
        Interval wide = sampling == Sampling.FOLDS
                ? MeanIntervals.groupJackknife(gain, gains, confidence)
                : MeanIntervals.resampled(gain, gains, confidence);
        return wide == null ? null : new Interval(wide.low(), wide.high(), CONFIDENCE);
    }

    /** Why {@link #interval} gave none. */
    String reason() {
        return scorers.size() < FEWEST
                ? "One model alone does not tell how sure a gain is: " + FEWEST
                        + " more, of folds or bootstrap samples, are needed."
                : "All models state the same gain, which does not tell how sure it is.";
    }
}
