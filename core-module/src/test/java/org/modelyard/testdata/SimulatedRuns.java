package org.modelyard.testdata;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The runs of a simulation, each with a number that its seed follows from: all of them, or the slice that {@code -Dmodelyard.simulation.first} and
 * {@code -Dmodelyard.simulation.runs} name, so that a long one can be divided and what its slices count adds up. With
 * {@code -Dmodelyard.simulation.parallel=true} they share all processors; the counts are the same.
 *
 * @param first number of the first run
 */
public record SimulatedRuns(int first, int runs) {

    private static final double SURE = 0.99;

    /** @param all how many there are without a slice */
    public static SimulatedRuns of(int all) {
        return new SimulatedRuns(
                Integer.getInteger("modelyard.simulation.first", 0),
                Integer.getInteger("modelyard.simulation.runs", all));
    }

    /** In how many runs this was so. */
    public int count(IntPredicate run) {
        return count(1, number -> new boolean[] {run.test(number)})[0];
    }

    /**
     * In how many runs each of some things was so.
     *
     * @param run by its number; as many answers each time
     */
    public int[] count(int things, IntFunction<boolean[]> run) {
        return numbers()
                .mapToObj(run)
                .collect(
                        () -> new int[things],
                        (sum, one) -> {
                            for (int i = 0; i < things; i++) {
                                sum[i] += one[i] ? 1 : 0;
                            }
                        },
                        (sum, other) -> {
                            for (int i = 0; i < things; i++) {
                                sum[i] += other[i];
                            }
                        });
    }

    /** The numbers of the runs. */
    public IntStream numbers() {
        IntStream numbers = IntStream.range(first, first + runs);
        return Boolean.getBoolean("modelyard.simulation.parallel") ? numbers.parallel() : numbers;
    }

    /** So many are not significantly more than this share of them, one-sided at 99 %. */
    public int most(double share) {
        return BinomialDistribution.of(runs, share).inverseCumulativeProbability(SURE);
    }

    /** So many are not significantly fewer than this share of them, one-sided at 99 %. */
    public int fewest(double share) {
        return BinomialDistribution.of(runs, share).inverseCumulativeProbability(1 - SURE);
    }

    /** A line of the report. */
    public void tell(String what, Object... arguments) {
        System.out.printf(
                Locale.ROOT,
                "runs %d to %d: %s%n",
                first,
                first + runs - 1,
                String.format(Locale.ROOT, what, arguments));
    }
}
