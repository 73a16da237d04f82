package org.modelyard.rollout.model;

/**
 * How often the units of one side come back, and how much alike the answers of each are worth: answers of one unit are not independent.
 *
 * @param units to which answers were given of which the value was told; one that named no unit is one of its own
 * @param active of them, those with an answer that was worth something
 * @param alike so many units with equally many answers each would tell as much (Kish)
 * @param inflation the variance of the side's sum is so many times what it would be if all answers were independent; 1 or more
 */
public record Repeats(long units, long active, double alike, double inflation) {

    /**
     * @param answers of all units
     * @param squared sum over the units of the square of their answers' number
     * @param between sum over the units of the square of the sum of their answers' influences, see {@link WorthInfluence}
     * @param within sum over the answers of the square of their influence
     */
    public static Repeats of(long units, long active, double answers, double squared, double between, double within) {
        double inflation = units < 2 || !(within > 0)
                ? 1
                : between / within * (units / (units - 1.0)) / (answers / (answers - 1.0));
        return new Repeats(units, active, answers * answers / squared, Math.max(1, inflation));
    }
}
