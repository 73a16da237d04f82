package org.modelyard.ml.advice;

import java.util.Arrays;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;

/**
 * An inverted index: for each term the cases that hold it.
 *
 * @param offsets terms + 1 positions: term t is {@code offsets[t]} to {@code offsets[t + 1]} (exclusive)
 * @param cases rising within a term
 * @param weights as long as {@code cases}
 */
record Postings(int[] offsets, int[] cases, float[] weights) {

    int terms() {
        return offsets.length - 1;
    }

    /** In how many cases the term is. */
    int holding(int term) {
        return offsets[term + 1] - offsets[term];
    }

    /** The weight of a term in a case; 0 where it is not. */
    float weight(int term, int of) {
        int at = Arrays.binarySearch(cases, offsets[term], offsets[term + 1], of);
        return at < 0 ? 0 : weights[at];
    }

    void write(BinaryWriter out) {
        out.put(offsets).put(cases).put(weights);
    }

    /** @param count of cases */
    static Postings read(BinaryReader in, int count) {
        Postings read = new Postings(in.getInts(), in.getInts(), in.getFloats());
        read.requireSound(count);
        return read;
    }

    private void requireSound(int count) {
        require(offsets.length > 0 && offsets[0] == 0 && cases.length == weights.length);
        require(offsets[offsets.length - 1] == cases.length);
        for (int term = 0; term < terms(); term++) {
            require(offsets[term] <= offsets[term + 1]);
        }
        for (int term = 0; term < terms(); term++) {
            int before = -1;
            for (int at = offsets[term]; at < offsets[term + 1]; at++) {
                require(cases[at] > before && cases[at] < count && Float.isFinite(weights[at]));
                before = cases[at];
            }
        }
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new CorruptContent("The index of cases is not sound.");
        }
    }

    /** Collects cases one by one. */
    static final class Builder {
        private int[] terms = new int[1024];
        private float[] counts = new float[1024];
        private int[] starts = new int[1024];
        private int size;
        private int rows;

        /** A term of the present case, each once. */
        void add(int term, float count) {
            if (size == terms.length) {
                int capacity = (int) Math.min(Integer.MAX_VALUE - 16L, size * 2L);
                terms = Arrays.copyOf(terms, capacity);
                counts = Arrays.copyOf(counts, capacity);
            }
            terms[size] = term;
            counts[size++] = count;
        }

        void endCase() {
            if (++rows == starts.length) {
                starts = Arrays.copyOf(starts, rows * 2);
            }
            starts[rows] = size;
        }

        /** How often each term occurs in each case. */
        Postings build(int termCount) {
            int[] offsets = new int[termCount + 1];
            for (int i = 0; i < size; i++) {
                offsets[terms[i] + 1]++;
            }
            for (int term = 0; term < termCount; term++) {
                offsets[term + 1] += offsets[term];
            }
            int[] next = Arrays.copyOf(offsets, termCount);
            int[] cases = new int[size];
            float[] weights = new float[size];
            for (int row = 0; row < rows; row++) {
                for (int i = starts[row]; i < starts[row + 1]; i++) {
                    int at = next[terms[i]]++;
                    cases[at] = row;
                    weights[at] = counts[i];
                }
            }
            return new Postings(offsets, cases, weights);
        }
    }
}
