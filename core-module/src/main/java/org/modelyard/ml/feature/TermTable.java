package org.modelyard.ml.feature;

import java.util.Arrays;

/**
 * Terms by number, looked up by a range of characters without making a string: open addressing over one pool of
 * characters. Numbers are given in the order of insertion.
 */
final class TermTable {

    private int[] slots;
    private int[] hashes;
    private byte[] kinds;
    private int[] starts;
    private char[] pool;
    private int size;

    TermTable(int expected) {
        int capacity = Integer.highestOneBit(Math.max(16, expected) * 2 - 1) * 2;
        slots = new int[capacity];
        hashes = new int[Math.max(16, expected)];
        kinds = new byte[hashes.length];
        starts = new int[hashes.length + 1];
        pool = new char[hashes.length * 8];
    }

    int size() {
        return size;
    }

    int kind(int term) {
        return kinds[term];
    }

    String text(int term) {
        return new String(pool, starts[term], starts[term + 1] - starts[term]);
    }

    /** @return the number of the term, or -1 */
    int find(int kind, char[] text, int from, int to, int hash) {
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int term = slots[slot] - 1;
            if (hashes[term] == hash
                    && kinds[term] == kind
                    && Arrays.equals(pool, starts[term], starts[term + 1], text, from, to)) {
                return term;
            }
        }
        return -1;
    }

    /** @return the number of the new term; the caller knows that it is new */
    int add(int kind, char[] text, int from, int to, int hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2 + 1);
        }
        int start = starts[size];
        int length = to - from;
        if (start + length > pool.length) {
            pool = Arrays.copyOf(pool, Math.max(start + length, pool.length * 2));
        }
        System.arraycopy(text, from, pool, start, length);
        hashes[size] = hash;
        kinds[size] = (byte) kind;
        starts[size + 1] = start + length;
        size++;
        if (size * 2 > slots.length) {
            slots = new int[slots.length * 2];
            for (int term = 0; term < size; term++) {
                place(term);
            }
        } else {
            place(size - 1);
        }
        return size - 1;
    }

    int add(int kind, String term) {
        char[] text = term.toCharArray();
        return add(kind, text, 0, text.length, Terms.hash(kind, text, 0, text.length));
    }

    /** Adds a term of another table. */
    int add(TermTable other, int term) {
        return add(other.kinds[term], other.pool, other.starts[term], other.starts[term + 1], other.hashes[term]);
    }

    private void place(int term) {
        int mask = slots.length - 1;
        int slot = hashes[term] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = term + 1;
    }
}
