package org.modelyard.rollout.model;

/** What a candidate is judged by: but for VALUE each is a share of bad ones among requests, or among labels. */
public enum RolloutMetric {
    /** Requests that fit and got no answer. */
    ERRORS(0.01, 0.0),
    /** Requests that took longer than the champion's quantile. */
    LATENCY(0.05, 0.25),
    /** Answers less sure than nine tenths of the champion's; of classifications only. */
    SCORES(0.05, 0.25),
    /** Answers that turned out wrong, as labels arrive; of regressions, those further off than three quarters of the champion's before. */
    ACCURACY(0.02, 0.0),
    /** What an answer was worth, as feedback tells it: no share but a mean; its tolerance, in the value's own unit, is always to be said. */
    VALUE(0.0, 0.0),
    /** Mirrored requests that the candidate answered otherwise than the champion; of SHADOW only. */
    AGREEMENT(0.1, 0.0);

    private final double tolerance;
    private final double logOdds;

    RolloutMetric(double tolerance, double logOdds) {
        this.tolerance = tolerance;
        this.logOdds = logOdds;
    }

    /** How much higher the candidate's share may be at most, in absolute terms, to pass; of AGREEMENT the share itself. */
    public double tolerance() {
        return tolerance;
    }

    /**
     * What the odds ratio's logarithm must be shown to lie above to fail: 0 means that any harm counts. Latencies and scores
     * of two versions are never quite the same, so there only a ratio above e^0.25 = 1.28 does.
     */
    public double logOdds() {
        return logOdds;
    }
}
