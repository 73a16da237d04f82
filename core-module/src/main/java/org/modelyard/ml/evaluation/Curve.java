package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A line through points, for a picture.
 *
 * @param x not to be written to
 * @param y as many; not to be written to
 */
public record Curve(double[] x, double[] y) {

    /** More points than this no picture shows. */
    public static final int MOST_POINTS = 200;

    public Curve {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x for " + y.length + " y");
        }
    }

    public int points() {
        return x.length;
    }

    /** The area between the line and the x-axis, by trapezoids. */
    public double area() {
        double area = 0;
        for (int i = 1; i < x.length; i++) {
            area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        }
        return area;
    }

    /**
     * At most so many of the points, both ends among them: again and again the point that lies farthest from the thinned
     * line is taken in (Ramer, Douglas and Peucker), so corners stay and straight runs go.
     *
     * @param most at least 2
     */
    Curve thinned(int most) {
        if (points() <= most) {
            return this;
        }
        BitSet kept = new BitSet(points());
        kept.set(0);
        kept.set(points() - 1);
        PriorityQueue<Piece> pieces =
                new PriorityQueue<>(Comparator.comparingDouble(Piece::distance).reversed());
        pieces.add(piece(0, points() - 1));
        for (int count = 2; count < most; count++) {
            Piece farthest = pieces.poll();
            if (farthest == null || farthest.distance() <= 0) {
                break;
            }
            kept.set(farthest.at());
            pieces.add(piece(farthest.from(), farthest.at()));
            pieces.add(piece(farthest.at(), farthest.to()));
        }
        int[] chosen = kept.stream().toArray();
        return new Curve(
                Arrays.stream(chosen).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(chosen).mapToDouble(i -> y[i]).toArray());
    }

    /** A run of points and which of them lies farthest from the chord. */
    private record Piece(int from, int to, int at, double distance) {}

    private Piece piece(int from, int to) {
        int at = from;
        double most = 0;
        for (int i = from + 1; i < to; i++) {
            double distance = distance(i, from, to);
            if (distance > most) {
                most = distance;
                at = i;
            }
        }
        return new Piece(from, to, at, most);
    }

    /** From the point to the line between two others, its ends included. */
    private double distance(int point, int from, int to) {
        double dx = x[to] - x[from];
        double dy = y[to] - y[from];
        double length = dx * dx + dy * dy;
        double along = length == 0
                ? 0
                : Math.max(0, Math.min(1, ((x[point] - x[from]) * dx + (y[point] - y[from]) * dy) / length));
        return Math.hypot(x[point] - x[from] - along * dx, y[point] - y[from] - along * dy);
    }
}
