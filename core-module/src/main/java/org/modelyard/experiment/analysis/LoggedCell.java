package org.modelyard.experiment.analysis;

import java.util.List;

/**
 * Logged rows of which everything but the reward is alike, as sums: what {@link OffPolicy} needs of them, so that millions of rows can be
 * added up where they lie.
 *
 * @param n rows
 * @param sum of their rewards
 * @param squares of their rewards, added up
 * @param target chance that the other policy takes the logged action
 * @param logged chance with which it was taken, above 0 to 1
 * @param modelled reward that a model expects of the logged action
 * @param modelledPolicy reward that the model expects under the other policy, over all actions
 */
public record LoggedCell(
        long n, double sum, double squares, double target, double logged, double modelled, double modelledPolicy) {

    public LoggedCell {
        if (n < 1 || !(logged > 0 && logged <= 1) || !(target >= 0)) {
            throw new IllegalArgumentException(n + " rows with propensities of " + logged + " and " + target);
        }
    }

    private double weight() {
        return target / logged;
    }

    /**
     * The same as {@link OffPolicy#estimate} of the rows themselves.
     *
     * @throws IllegalArgumentException when there is no cell
     */
    public static OffPolicy estimate(List<LoggedCell> cells) {
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no rows");
        }
        long rows = 0;
        double weights = 0;
        double weightSquares = 0;
        double largest = 0;
        double earned = 0;
        double robust = 0;
        for (LoggedCell cell : cells) {
            double w = cell.weight();
            rows += cell.n;
            weights += w * cell.n;
            weightSquares += w * w * cell.n;
            largest = Math.max(largest, w);
            earned += w * cell.sum;
            robust += cell.n * cell.modelledPolicy + w * (cell.sum - cell.n * cell.modelled);
        }
        double ips = earned / rows;
        double snips = earned / weights;
        double mean = robust / rows;
        double plain = 0;
        double ratio = 0;
        double adjusted = 0;
        for (LoggedCell cell : cells) {
            double w = cell.weight();
            // (w y - ips)², (w (y - snips))² and (modelledPolicy + w (y - modelled) - mean)², over the rows of the cell
            plain += cell.spread(w, 0, -ips);
            ratio += cell.spread(w, snips, 0);
            adjusted += cell.spread(w, cell.modelled, cell.modelledPolicy - mean);
        }
        double scale = rows / weights;
        return new OffPolicy(
                rows, ips, snips, mean, weightSquares > 0 ? weights * weights / weightSquares : 0, largest, new double[] {
                    error(plain, rows), error(ratio * scale * scale, rows), error(adjusted, rows)
                });
    }

    /** Sum of (shift + w (y - centre))². */
    private double spread(double w, double centre, double shift) {
        double first = sum - n * centre;
        double second = squares - 2 * centre * sum + centre * centre * n;
        return n * shift * shift + 2 * shift * w * first + w * w * second;
    }

    private static double error(double sumOfSquares, long rows) {
        return rows < 2 ? Double.NaN : Math.sqrt(Math.max(0, sumOfSquares) / (rows - 1) / rows);
    }
}
