package org.modelyard.experiment.analysis;

import java.util.Arrays;
import java.util.List;

/**
 * Thompson's rule (1933) for shares: each variant is given as often as it is believed to be the best. The propensities are computed, not
 * drawn, so that they can be logged and an estimate off policy can divide by them. A bandit earns more while it runs; it is not
 * a test, and its plain means are biased.
 */
public final class ThompsonSampling {

    private ThompsonSampling() {}

    /**
     * Chance of each variant to be given next.
     *
     * @param floor that none falls below, 0 to 1/variants: without it a variant that began badly is never seen again, and estimates
     *     off policy have no bound
     */
    public static double[] propensities(List<BetaPosterior> arms, double floor) {
        return floored(BetaPosterior.chancesToBeBest(arms), floor);
    }

    /**
     * The same from chances that are known already.
     *
     * @param chances of each to be the best, that add up to 1
     */
    public static double[] floored(double[] chances, double floor) {
        if (chances.length == 0 || !(floor >= 0 && floor * chances.length <= 1)) {
            throw new IllegalArgumentException("a floor of " + floor + " for " + chances.length + " variants");
        }
        double rest = 1 - floor * chances.length;
        return Arrays.stream(chances).map(chance -> floor + rest * chance).toArray();
    }

    /**
     * The variant at a place of the whole.
     *
     * @param place 0 to 1, exclusive: drawn, or from the unit's hash
     */
    public static int at(double[] propensities, double place) {
        double end = 0;
        for (int i = 0; i < propensities.length; i++) {
            end += propensities[i];
            if (place < end) {
                return i;
            }
        }
        return propensities.length - 1;
    }
}
