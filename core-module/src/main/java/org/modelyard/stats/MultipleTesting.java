package org.modelyard.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Adjusted p-values, in the order of the input: reject those at or below the rate that is to be held. */
public final class MultipleTesting {

    private MultipleTesting() {}

    /** Holm 1979: holds the family-wise error rate whatever the dependence. */
    public static double[] holm(double[] p) {
        Integer[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double most = 0;
        for (int i = 0; i < p.length; i++) {
            most = Math.max(most, Math.min(1, (p.length - i) * p[order[i]]));
            adjusted[order[i]] = most;
        }
        return adjusted;
    }

    /** Bonferroni: holds the family-wise error rate whatever the dependence; never better than {@link #holm}. */
    public static double[] bonferroni(double[] p) {
        return Arrays.stream(p).map(value -> Math.min(1, value * p.length)).toArray();
    }

    /** Šidák, one step: holds the family-wise error rate for independent tests. */
    public static double[] sidak(double[] p) {
        return Arrays.stream(p)
                .map(value -> -Math.expm1(p.length * Math.log1p(-value)))
                .toArray();
    }

    /** Hochberg 1988: holds the family-wise error rate for independent or positively dependent tests. */
    public static double[] hochberg(double[] p) {
        return stepUp(p, rank -> p.length - rank);
    }

    /** Benjamini-Hochberg 1995: holds the false discovery rate for independent or positively dependent tests. */
    public static double[] benjaminiHochberg(double[] p) {
        return stepUp(p, rank -> (double) p.length / (rank + 1));
    }

    /** Benjamini-Yekutieli 2001: holds the false discovery rate whatever the dependence. */
    public static double[] benjaminiYekutieli(double[] p) {
        double harmonic =
                IntStream.rangeClosed(1, p.length).mapToDouble(i -> 1.0 / i).sum();
        return stepUp(p, rank -> harmonic * p.length / (rank + 1));
    }

    private static double[] stepUp(double[] p, java.util.function.IntToDoubleFunction factor) {
        Integer[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int rank = p.length - 1; rank >= 0; rank--) {
            least = Math.min(least, factor.applyAsDouble(rank) * p[order[rank]]);
            adjusted[order[rank]] = least;
        }
        return adjusted;
    }

    private static Integer[] ascending(double[] p) {
        for (double value : p) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a p-value of " + value + ": leave undefined tests out");
            }
        }
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> p[i]));
        return order;
    }
}
