package org.modelyard.serving.model;

/**
 * The part of an experiment that an inference belongs to.
 *
 * @param experimentId internal id
 * @param place of the variant in the experiment's plan; {@link #HELD_OUT} for a unit that is held out
 * @param round of a bandit by which the unit was divided; 0 where shares are fixed, and for a unit that is held out
 * @param buckets of 10,000 that the variant had in the round: the propensity; 0 where the round is
 */
public record ExperimentArm(long experimentId, int place, int round, int buckets) {

    public static final int HELD_OUT = -1;

    /** Where shares are fixed. */
    public ExperimentArm(long experimentId, int place) {
        this(experimentId, place, 0, 0);
    }

    /** Whether its propensity is that of a bandit's round. */
    public boolean ofRound() {
        return round != 0;
    }
}
