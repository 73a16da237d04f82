package org.modelyard.ml.model;

import java.util.Arrays;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.feature.SparseVector;

/**
 * Answers as the nearest of the rows it holds do. Every row is looked at. Arrays are shared, not copied.
 *
 * @param outputs 1 for a number and for two labels (the second's share), else one a label
 * @param rows encoded
 * @param answers one a row: a number, or the position of its label
 * @param neighbours how many answer, or all rows where there are fewer; of equally far ones the first
 * @param cosine whether 1 less the cosine is the distance (1 where a row is all zeros), else Euclid's
 * @param weighted whether a neighbour counts by the inverse of its distance, else all alike; those at distance 0 then answer alone
 */
public record NearestNeighbours(
        Link link, int outputs, SparseRows rows, double[] answers, int neighbours, boolean cosine, boolean weighted)
        implements TrainedModel {

    public NearestNeighbours {
        require((link == Link.IDENTITY || link == Link.PROBABILITIES) && link.accepts(outputs), "outputs");
        require(neighbours >= 1 && rows.rows() >= 1 && answers.length == rows.rows(), "rows");
        int labels = link.labels(outputs);
        for (double answer : answers) {
            require(
                    Double.isFinite(answer)
                            && (labels == 0 || (answer == Math.rint(answer) && answer >= 0 && answer < labels)),
                    "answers");
        }
        requireSound(rows);
    }

    private static void requireSound(SparseRows rows) {
        int[] offsets = rows.offsets();
        require(
                offsets[0] == 0
                        && offsets[rows.rows()] == rows.indices().length
                        && rows.indices().length == rows.values().length,
                "offsets");
        for (int row = 0; row < rows.rows(); row++) {
            require(offsets[row] <= offsets[row + 1], "offsets");
        }
        for (int row = 0; row < rows.rows(); row++) {
            int before = -1;
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                require(rows.indices()[i] > before && rows.indices()[i] < rows.width(), "indices");
                require(Float.isFinite(rows.values()[i]), "values");
                before = rows.indices()[i];
            }
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("neighbours with unsound " + what);
        }
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public double sum(SparseVector row) {
        double[] room = row.scratch(2 * count());
        float[] dense = row.scatter(width());
        double squares = squares(row);
        find(dense, squares, -1, room);
        row.gather(dense);
        return mean(room, link == Link.IDENTITY ? -1 : 1);
    }

    @Override
    public void sums(SparseVector row, double[] sums) {
        double[] room = row.scratch(2 * count());
        float[] dense = row.scatter(width());
        find(dense, squares(row), -1, room);
        row.gather(dense);
        for (int k = 0; k < outputs; k++) {
            sums[k] = mean(room, link == Link.IDENTITY ? -1 : outputs == 1 ? 1 : k);
        }
    }

    /** What the other rows answer for one of them; there are two at least. Allocates. */
    public double[] sumsOf(int row) {
        SparseVector vector = new SparseVector();
        rows.copyRow(row, vector);
        double[] room = new double[2 * count()];
        find(vector.scatter(width()), squares(vector), row, room);
        double[] sums = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            sums[k] = mean(room, link == Link.IDENTITY ? -1 : outputs == 1 ? 1 : k);
        }
        return sums;
    }

    private int count() {
        return Math.min(neighbours, rows.rows());
    }

    private static double squares(SparseVector row) {
        double squares = 0;
        for (int i = 0; i < row.size(); i++) {
            double value = row.values()[i];
            squares += value * value;
        }
        return squares;
    }

    /** Fills {@code room} with the distances of the nearest, rising, and behind them their rows; -1 where there are too few. */
    private void find(float[] dense, double squares, int except, double[] room) {
        int count = count();
        Arrays.fill(room, 0, count, Double.POSITIVE_INFINITY);
        Arrays.fill(room, count, 2 * count, -1);
        for (int row = 0; row < rows.rows(); row++) {
            double distance = distance(dense, squares, row);
            if (row == except || !(distance < room[count - 1])) {
                continue;
            }
            int place = count - 1;
            while (place > 0 && room[place - 1] > distance) {
                room[place] = room[place - 1];
                room[count + place] = room[count + place - 1];
                place--;
            }
            room[place] = distance;
            room[count + place] = row;
        }
    }

    /** Exactly 0 between equal rows. */
    private double distance(float[] dense, double squares, int row) {
        int[] indices = rows.indices();
        float[] values = rows.values();
        double product = 0;
        double own = 0;
        for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
            double value = values[i];
            product += value * dense[indices[i]];
            own += value * value;
        }
        if (!cosine) {
            return Math.sqrt(Math.max(0, squares + own - 2 * product));
        }
        return own == 0 || squares == 0 ? 1 : Math.max(0, 1 - product / Math.sqrt(own * squares));
    }

    /** @param label whose share is asked for; -1 for the mean of the numbers */
    private double mean(double[] room, int label) {
        int count = count();
        boolean exact = weighted && room[0] == 0;
        double sum = 0;
        double total = 0;
        for (int i = 0; i < count && room[count + i] >= 0; i++) {
            double answer = answers[(int) room[count + i]];
            double weight = exact ? (room[i] == 0 ? 1 : 0) : weighted ? 1 / room[i] : 1;
            sum += weight * (label < 0 ? answer : answer == label ? 1 : 0);
            total += weight;
        }
        return sum / total;
    }
}
