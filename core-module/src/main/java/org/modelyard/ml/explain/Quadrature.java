package org.modelyard.ml.explain;

/**
 * Gauss and Legendre's quadrature over 0 to 1: n points are exact for polynomials of a degree below 2n.
 */
final class Quadrature {

    private static final Quadrature[] KNOWN = new Quadrature[33];

    static {
        for (int n = 0; n < KNOWN.length; n++) {
            KNOWN[n] = new Quadrature(n);
        }
    }

    private final double[] points;
    private final double[] weights;

    /** By Newton's steps from Tricomi's guess, towards the roots of Legendre's polynomial. */
    private Quadrature(int n) {
        points = new double[n];
        weights = new double[n];
        for (int i = 0; i < n; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 0;
            for (int step = 0; step < 20; step++) {
                double value = 1;
                double last = 0;
                for (int degree = 1; degree <= n; degree++) {
                    double next = ((2 * degree - 1) * x * value - (degree - 1) * last) / degree;
                    last = value;
                    value = next;
                }
                slope = n * (x * value - last) / (x * x - 1);
                x -= value / slope;
            }
            points[i] = (x + 1) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    static Quadrature of(int n) {
        return n < KNOWN.length ? KNOWN[n] : new Quadrature(n);
    }

    int size() {
        return points.length;
    }

    double at(int i) {
        return points[i];
    }

    double weight(int i) {
        return weights[i];
    }
}
