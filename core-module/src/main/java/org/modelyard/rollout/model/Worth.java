package org.modelyard.rollout.model;

/**
 * What one side's answers were worth, as feedback told it, in the client's own unit.
 *
 * @param told answers of which it was told
 * @param active of them, those that were worth something: not 0
 * @param sum of what they were worth
 * @param squares sum of the squares
 */
public record Worth(long told, long active, double sum, double squares) {

    public static final Worth NONE = new Worth(0, 0, 0, 0);

    public Worth plus(Worth other) {
        return new Worth(told + other.told, active + other.active, sum + other.sum, squares + other.squares);
    }

    /** Of one more answer. */
    public Worth plus(double value) {
        return plus(new Worth(1, value == 0 ? 0 : 1, value, value * value));
    }

    /** NaN without any. */
    public double mean() {
        return told == 0 ? Double.NaN : sum / told;
    }

    /** Of one answer; 0 of fewer than two. */
    double variance() {
        return told < 2 ? 0 : Math.max(0, (squares - sum * sum / told) / (told - 1));
    }
}
