package org.modelyard.stats;

import java.util.Arrays;

/** Distances of two samples in the unit of the values, from their distribution functions. NaN when one side is empty. */
public final class Wasserstein {

    private Wasserstein() {}

    /** The area between the distribution functions: how far the mass must be moved on average. */
    public static double distance(double[] x, double[] y) {
        return integral(x, y, Math::abs);
    }

    /** Over the standard deviation (n in the denominator) of x; infinite or NaN where x is constant. */
    public static double normalised(double[] x, double[] y) {
        double variance = MeanTests.variance(x) * (x.length - 1) / x.length;
        return distance(x, y) / Math.sqrt(variance);
    }

    /** Székely's energy distance as the root of twice the area of the squared difference. */
    public static double energy(double[] x, double[] y) {
        return Math.sqrt(2 * integral(x, y, difference -> difference * difference));
    }

    private static double integral(double[] x, double[] y, java.util.function.DoubleUnaryOperator height) {
        if (x.length == 0 || y.length == 0) {
            return Double.NaN;
        }
        double[] a = x.clone();
        double[] b = y.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double[] all = MannWhitney.joined(a, b);
        Arrays.sort(all);
        int i = 0;
        int j = 0;
        double sum = 0;
        for (int k = 0; k + 1 < all.length; k++) {
            while (i < a.length && a[i] <= all[k]) {
                i++;
            }
            while (j < b.length && b[j] <= all[k]) {
                j++;
            }
            sum += height.applyAsDouble((double) i / a.length - (double) j / b.length) * (all[k + 1] - all[k]);
        }
        return sum;
    }
}
