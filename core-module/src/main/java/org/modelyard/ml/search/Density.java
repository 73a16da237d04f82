package org.modelyard.ml.search;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Where on a dimension's unit interval the values of some trials lie. */
sealed interface Density {

    double draw(SplittableRandom random);

    /** Up to a constant that is the same for all places of the dimension. */
    double log(double place);

    static Density of(Dimension dimension, double[] places) {
        return dimension instanceof Choice choice ? new OfChoice(choice, places) : new Parzen(places);
    }

    /** Counts of each value, with one added in all that a value never seen has its part of. */
    final class OfChoice implements Density {
        private final Choice choice;
        private final double[] shares;

        OfChoice(Choice choice, double[] places) {
            this.choice = choice;
            this.shares = new double[choice.values().size()];
            Arrays.fill(shares, 1.0 / shares.length);
            for (double place : places) {
                shares[choice.position(place)]++;
            }
            for (int i = 0; i < shares.length; i++) {
                shares[i] /= places.length + 1;
            }
        }

        @Override
        public double draw(SplittableRandom random) {
            double left = random.nextDouble();
            int value = 0;
            while (value < shares.length - 1 && left >= shares[value]) {
                left -= shares[value++];
            }
            return (value + 0.5) / shares.length;
        }

        @Override
        public double log(double place) {
            return StrictMath.log(shares[choice.position(place)]);
        }
    }

    /**
     * A Gaussian at each place, cut off at the ends, as wide as the farther of its neighbours is away, and a wide one in the middle for
     * what has not been tried (Bergstra et al. 2011, section 4.2).
     */
    final class Parzen implements Density {

        private static final double PRIOR = 0.5;

        private final double[] centres;
        private final double[] widths;
        /** Logarithm of weight over width and mass within the interval. */
        private final double[] heights;

        Parzen(double[] places) {
            centres = Arrays.copyOf(places, places.length + 1);
            centres[places.length] = PRIOR;
            Arrays.sort(centres);
            int prior = Arrays.binarySearch(centres, PRIOR);
            widths = new double[centres.length];
            heights = new double[centres.length];
            double least = 1.0 / Math.min(100, centres.length + 1);
            for (int i = 0; i < centres.length; i++) {
                double below = i == 0 ? 0 : centres[i] - centres[i - 1];
                double above = i == centres.length - 1 ? 0 : centres[i + 1] - centres[i];
                widths[i] = i == prior ? 1 : Math.max(least, Math.max(below, above));
                double mass = normal((1 - centres[i]) / widths[i]) - normal(-centres[i] / widths[i]);
                heights[i] = -StrictMath.log(widths[i] * mass * centres.length);
            }
        }

        @Override
        public double draw(SplittableRandom random) {
            int centre = random.nextInt(centres.length);
            double place;
            do { // a third of the tries fall within, at worst
                place = centres[centre] + widths[centre] * gaussian(random);
            } while (!(place >= 0 && place <= 1));
            return place;
        }

        @Override
        public double log(double place) {
            double highest = Double.NEGATIVE_INFINITY;
            double[] logs = new double[centres.length];
            for (int i = 0; i < logs.length; i++) {
                double distance = (place - centres[i]) / widths[i];
                logs[i] = heights[i] - distance * distance / 2;
                highest = Math.max(highest, logs[i]);
            }
            double sum = 0;
            for (double log : logs) {
                sum += StrictMath.exp(log - highest);
            }
            return highest + StrictMath.log(sum);
        }

        /** Marsaglia's polar method, with logarithms that are the same on every machine. */
        private static double gaussian(SplittableRandom random) {
            double u;
            double square;
            do {
                u = 2 * random.nextDouble() - 1;
                double v = 2 * random.nextDouble() - 1;
                square = u * u + v * v;
            } while (square >= 1 || square == 0);
            return u * Math.sqrt(-2 * StrictMath.log(square) / square);
        }

        /** Distribution function of the standard normal, to 1e-7 (Abramowitz and Stegun 26.2.17). */
        private static double normal(double z) {
            double t = 1 / (1 + 0.2316419 * Math.abs(z));
            double tail =
                    t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
            double upper = StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI) * tail;
            return z > 0 ? 1 - upper : upper;
        }
    }
}
