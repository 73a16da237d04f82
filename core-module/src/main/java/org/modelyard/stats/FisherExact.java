package org.modelyard.stats;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Fisher's exact test of a 2x2 table of counts [[a, b], [c, d]]: conditional on the margins, so it holds its error rate
 * at any size. Odds ratio above 1 means that a and d are more frequent than the margins let expect.
 */
public final class FisherExact {

    private FisherExact() {}

    /** P(A &gt;= a). Takes as many steps as the tail has terms of weight. */
    public static double greater(long a, long b, long c, long d) {
        Arguments.count("a", Math.min(Math.min(a, b), Math.min(c, d)));
        double first = probability(a, b, c, d);
        double term = 1;
        double sum = 1;
        double up = a;
        double right = b;
        double down = c;
        double last = d;
        while (right > 0 && down > 0) {
            term *= right * down / ((up + 1) * (last + 1));
            sum += term;
            // terms fall geometrically once the ratio is below 1: what is left is under 1e-16 of the sum
            if (right * down < (up + 1) * (last + 1) * 0.9 && term < 1e-17 * sum) {
                break;
            }
            up++;
            last++;
            right--;
            down--;
        }
        return Math.min(1, first * sum);
    }

    /** P(A &lt;= a). */
    public static double less(long a, long b, long c, long d) {
        return greater(b, a, d, c);
    }

    /** Twice the smaller tail, at most 1: at or above {@link #twoSided}, and quick at any size. */
    public static double doubled(long a, long b, long c, long d) {
        // by the cross product one knows which tail is the smaller
        double tail = (double) a * d >= (double) b * c ? greater(a, b, c, d) : less(a, b, c, d);
        return Math.min(1, 2 * tail);
    }

    /** The sum over all tables that are not more probable than this one (as R and SciPy have it). */
    public static double twoSided(long a, long b, long c, long d) {
        double limit = probability(a, b, c, d) * (1 + 1e-7);
        long low = Math.max(0, a - d);
        long high = Math.min(a + b, a + c);
        double sum = 0;
        for (long x = low; x <= high; x++) {
            double p = probability(x, a + b - x, a + c - x, d - a + x);
            sum += p <= limit ? p : 0;
        }
        return Math.min(1, sum);
    }

    private static double probability(long a, long b, long c, long d) {
        return Math.exp(logFactorial(a + b)
                + logFactorial(c + d)
                + logFactorial(a + c)
                + logFactorial(b + d)
                - logFactorial(a)
                - logFactorial(b)
                - logFactorial(c)
                - logFactorial(d)
                - logFactorial(a + b + c + d));
    }

    private static double logFactorial(long n) {
        return LogGamma.value(n + 1.0);
    }
}
