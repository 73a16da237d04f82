package org.modelyard.experiment.analysis;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** One experiment that is looked at after every 100 units, 50 a side, and what each method sees. */
public final class SimulatedExperiment {

    /** Units of a side between two looks, where nothing else is said. */
    public static final int BLOCK = 50;

    private SimulatedExperiment() {}

    /** What one side of a metric yields, block by block. */
    public interface Side {

        /** The next block of units. */
        Sums block(SplittableRandom random);
    }

    static Side share(double p) {
        return share(p, BLOCK);
    }

    /** Units that succeed with this chance: the sum of successes by inversion. */
    public static Side share(double p, int block) {
        BinomialDistribution binomial = BinomialDistribution.of(block, p);
        double[] upTo = new double[block + 1];
        for (int i = 0; i <= block; i++) {
            upTo[i] = binomial.cumulativeProbability(i);
        }
        return random -> {
            double place = random.nextDouble();
            int successes = 0;
            while (successes < block && upTo[successes] < place) {
                successes++;
            }
            return new Sums(block, successes, 0, successes, 0, 0);
        };
    }

    /** One unit in five pays, a lognormal amount (sigma 1): many zeros and a long tail. */
    static Side revenue() {
        return revenue(0.2, 1, BLOCK);
    }

    /**
     * Units of which few pay, a lognormal amount (sigma 1): many zeros and a long tail. Who pays is counted as the other number of the pair.
     *
     * @param paying share of them that pays
     * @param times so many times the usual amount
     */
    public static Side revenue(double paying, double times, int block) {
        Side buyers = share(paying, block);
        return random -> {
            double sum = 0;
            double squares = 0;
            int buying = (int) buyers.block(random).sumY();
            for (int i = 0; i < buying; i++) {
                double amount = times * Math.exp(3 + random.nextGaussian());
                sum += amount;
                squares += amount * amount;
            }
            return new Sums(block, sum, buying, squares, 0, 0);
        };
    }

    /** Clicks over views: one to five views a unit, and every fifth unit clicks six times as often. */
    static Side clicksPerView() {
        return random -> {
            Sums sums = Sums.NONE;
            for (int i = 0; i < BLOCK; i++) {
                int views = 1 + random.nextInt(5);
                double rate = random.nextInt(5) == 0 ? 0.3 : 0.05;
                int clicks = 0;
                for (int view = 0; view < views; view++) {
                    clicks += random.nextDouble() < rate ? 1 : 0;
                }
                sums = sums.plus(new Sums(1, clicks, views, clicks * clicks, views * views, clicks * views));
            }
            return sums;
        };
    }

    /** How a method decides at a look. */
    interface Method {

        /** Whether it says that the sides differ. Called once a look, in their order. */
        boolean winner(Sums a, Sums b);
    }

    /** Whether a winner was ever called, for each method. */
    static boolean[] run(Side a, Side b, int looks, Method[] methods, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] found = new boolean[methods.length];
        Sums sumA = Sums.NONE;
        Sums sumB = Sums.NONE;
        for (int look = 0; look < looks; look++) {
            sumA = sumA.plus(a.block(random));
            sumB = sumB.plus(b.block(random));
            for (int m = 0; m < methods.length; m++) {
                found[m] = found[m] || methods[m].winner(sumA, sumB);
            }
        }
        return found;
    }

    static Sample proportion(Sums sums) {
        return Sample.proportion((long) sums.sumY(), sums.n());
    }

    static Sample mean(Sums sums) {
        return Sample.mean(sums.n(), sums.sumY(), sums.sumYY());
    }
}
