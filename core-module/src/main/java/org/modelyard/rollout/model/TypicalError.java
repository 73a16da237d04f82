package org.modelyard.rollout.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * How far off a regression's answers usually are: the threshold that an answer's error is compared with. Only its rank counts, so
 * neither the unit of the number nor one answer that is off by miles decides.
 */
public final class TypicalError {

    /** So many of the newest answers are looked at. */
    public static final int MOST = 10_000;

    private static final double QUANTILE = 0.75;

    private TypicalError() {}

    /**
     * @param errors absolute
     * @return what three quarters of them do not exceed; empty when there are fewer than the minimum
     */
    public static Optional<Double> of(Collection<Double> errors, long minimum) {
        if (errors.isEmpty() || errors.size() < minimum) {
            return Optional.empty();
        }
        double[] sorted = errors.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return Optional.of(sorted[(int) Math.ceil(QUANTILE * sorted.length) - 1]);
    }
}
