package org.modelyard.rollout.model;

/**
 * What was seen of one metric in one step of a rollout. Within a step the share stays, so whatever changes with time meets both
 * sides alike; from step to step it does not, and their sums may not be compared.
 *
 * @param waitingChampions what came while the other side had nothing: it goes into the next block in which both have something, which is
 *     decided without looking at how it went
 * @param waitingCandidates the same of the candidate
 */
public record Stratum(Arm champions, Arm candidates, Arm waitingChampions, Arm waitingCandidates) {

    static final Stratum NONE = new Stratum(Arm.NONE, Arm.NONE, Arm.NONE, Arm.NONE);

    Stratum plus(Arm champion, Arm candidate) {
        return new Stratum(
                champions.plus(champion),
                candidates.plus(candidate),
                waitingChampions.plus(champion),
                waitingCandidates.plus(candidate));
    }

    /** Whether what waits makes a block. */
    boolean comparable() {
        return waitingChampions.trials() > 0 && waitingCandidates.trials() > 0;
    }

    /** What waited is in a block, or never comes into one. */
    Stratum settled() {
        return new Stratum(champions, candidates, Arm.NONE, Arm.NONE);
    }
}
