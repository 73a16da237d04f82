package org.modelyard.ml.feature;

import java.util.Arrays;

/**
 * One encoded row, filled again and again: indices rise, each appears once. It also carries the scratch space of the
 * text encoder, so it belongs to one thread at a time.
 */
public final class SparseVector {

    private int size;
    private int[] indices = new int[64];
    private float[] values = new float[64];
    private char[] text = new char[256];
    private int[] terms = new int[256];
    /** All zeros but between {@link #scatter} and {@link #gather}. */
    private float[] dense = new float[0];

    private double[] scratch = new double[0];

    public int size() {
        return size;
    }

    /** @return shared, longer than {@link #size} */
    public int[] indices() {
        return indices;
    }

    /** @return shared, longer than {@link #size} */
    public float[] values() {
        return values;
    }

    /**
     * The row with its zeros, to be given back by {@link #gather} before the next.
     *
     * @return at least {@code width} long
     */
    public float[] scatter(int width) {
        if (dense.length < width) {
            dense = new float[width];
        }
        for (int i = 0; i < size; i++) {
            dense[indices[i]] = values[i];
        }
        return dense;
    }

    /** Room for a model's own sums, with whatever the last one left in it; @return at least {@code length} long */
    public double[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new double[length];
        }
        return scratch;
    }

    /** Makes what {@link #scatter} gave all zeros again. */
    public void gather(float[] scattered) {
        for (int i = 0; i < size; i++) {
            scattered[indices[i]] = 0;
        }
    }

    void clear() {
        size = 0;
    }

    void add(int index, float value) {
        if (size == indices.length) {
            indices = Arrays.copyOf(indices, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        indices[size] = index;
        values[size++] = value;
    }

    /** Multiplies the values from position {@code from} on. */
    void scale(int from, float factor) {
        for (int i = from; i < size; i++) {
            values[i] *= factor;
        }
    }

    char[] text(int length) {
        if (text.length < length) {
            text = new char[Math.max(length, text.length * 2)];
        }
        return text;
    }

    int[] terms() {
        return terms;
    }

    int[] moreTerms() {
        terms = Arrays.copyOf(terms, terms.length * 2);
        return terms;
    }
}
