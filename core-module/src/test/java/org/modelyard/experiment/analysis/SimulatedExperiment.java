package org.modelyard.experiment.analysis;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** One experiment that is looked at after every 100 units, 50 a side, and what each method sees. */
final class SimulatedExperiment {

    static final int BLOCK = 50;

    private SimulatedExperiment() {}

    /** What one side of a metric yields, block by block. */
    interface Side {

        /** The next block of units. */
        Sums block(SplittableRandom random);
    }

    /** Units that succeed with this chance: the sum of successes by inversion. */
    static Side share(double p) {
        BinomialDistribution binomial = BinomialDistribution.of(BLOCK, p);
        double[] upTo = new double[BLOCK + 1];
        for (int i = 0; i <= BLOCK; i++) {
            upTo[i] = binomial.cumulativeProbability(i);
        }
        return random -> {
            double place = random.nextDouble();
            int successes = 0;
            while (successes < BLOCK && upTo[successes] < place) {
                successes++;
            }
            return new Sums(BLOCK, successes, 0, successes, 0, 0);
        };
    }

    /** One unit in five pays, a lognormal amount (sigma 1): many zeros and a long tail. */
    static Side revenue() {
        Side buyers = share(0.2);
        return random -> {
            double sum = 0;
            double squares = 0;
            int paying = (int) buyers.block(random).sumY();
            for (int i = 0; i < paying; i++) {
                double amount = Math.exp(3 + random.nextGaussian());
                sum += amount;
                squares += amount * amount;
            }
            return new Sums(BLOCK, sum, 0, squares, 0, 0);
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
