package org.modelyard.ml.calibration;

import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.pulse.Pulse;

/**
 * Platt's scaling (1999): the logistic function of slope times log-odds plus intercept. Two parameters, so a few hundred
 * rows suffice; it cannot mend what is not of that shape.
 *
 * @param slope at least 0
 */
public record PlattScaling(double slope, double intercept) implements Calibration {

    static final int KIND = 1;

    /** Log-odds of 0 and 1 are cut to those of this probability. */
    private static final double LEAST = 1e-12;

    private static final int MOST_STEPS = 100;
    /** Of the loss. */
    private static final double FLAT = 1e-13;

    private static final double SHORTEST = 1e-6;
    private static final double RIDGE = 1e-12;

    public PlattScaling {
        if (!(slope >= 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException("slope " + slope + " and intercept " + intercept);
        }
    }

    /**
     * The most likely parameters, by Newton's steps with back-tracking (Lin, Lin and Weng 2007) towards Platt's smoothed
     * targets, which keep it from certainty. Where the order is the wrong way round the slope is 0: the base rate.
     *
     * @throws IllegalArgumentException when there are not rows of both outcomes
     */
    public static PlattScaling fit(double[] probabilities, boolean[] happened) {
        Calibration.requireBoth(probabilities, happened);
        int n = happened.length;
        double events = 0;
        for (boolean one : happened) {
            events += one ? 1 : 0;
        }
        double high = (events + 1) / (events + 2);
        double low = 1 / (n - events + 2);
        double[] x = new double[n];
        double[] target = new double[n];
        for (int row = 0; row < n; row++) {
            x[row] = logOdds(probabilities[row]);
            target[row] = happened[row] ? high : low;
        }
        double a = 0;
        double b = StrictMath.log((events + 1) / (n - events + 1));
        double loss = loss(x, target, a, b);
        for (int step = 0; step < MOST_STEPS; step++) {
            Pulse.beat();
            double[] down = newton(x, target, a, b);
            if (down[2] <= FLAT * Math.max(1, loss)) {
                // what is left to gain drowns in the loss's rounding: the last step is taken unseen
                a -= down[0];
                b -= down[1];
                break;
            }
            double length = 1;
            double next = loss(x, target, a - down[0], b - down[1]);
            while (next > loss && length > SHORTEST) {
                length /= 2;
                next = loss(x, target, a - length * down[0], b - length * down[1]);
            }
            if (next > loss) {
                break;
            }
            a -= length * down[0];
            b -= length * down[1];
            loss = next;
        }
        return a < 0 ? new PlattScaling(0, StrictMath.log(events / (n - events))) : new PlattScaling(a, b);
    }

    @Override
    public double calibrate(double probability) {
        return sigmoid(slope * logOdds(probability) + intercept);
    }

    @Override
    public void write(BinaryWriter out) {
        out.put(KIND).put(slope).put(intercept);
    }

    /** The step to take, and twice by how much it should lower the loss. */
    private static double[] newton(double[] x, double[] target, double a, double b) {
        double ga = 0;
        double gb = 0;
        double haa = RIDGE;
        double hab = 0;
        double hbb = RIDGE;
        for (int row = 0; row < x.length; row++) {
            double p = sigmoid(a * x[row] + b);
            double weight = p * (1 - p);
            ga += x[row] * (p - target[row]);
            gb += p - target[row];
            haa += x[row] * x[row] * weight;
            hab += x[row] * weight;
            hbb += weight;
        }
        double determinant = haa * hbb - hab * hab;
        // one log-odds alone: only the intercept can be told
        double da = determinant > 0 ? (hbb * ga - hab * gb) / determinant : 0;
        double db = determinant > 0 ? (haa * gb - hab * ga) / determinant : gb / hbb;
        return new double[] {da, db, ga * da + gb * db};
    }

    private static double loss(double[] x, double[] target, double a, double b) {
        double sum = 0;
        for (int row = 0; row < x.length; row++) {
            double z = a * x[row] + b;
            // log(1 + e^z) - target z, without overflow
            sum += Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))) - target[row] * z;
        }
        return sum;
    }

    private static double logOdds(double probability) {
        double p = Math.min(1 - LEAST, Math.max(LEAST, probability));
        return StrictMath.log(p / (1 - p));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }
}
