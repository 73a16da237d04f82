package org.modelyard.stats;

/** What the functions of this package demand of their callers. */
final class Arguments {

    private Arguments() {}

    static void share(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must lie between 0 and 1, not " + value);
        }
    }

    static void sameLength(int a, int b) {
        if (a != b) {
            throw new IllegalArgumentException("arrays of length " + a + " and " + b);
        }
    }

    static void count(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is a count and cannot be " + value);
        }
    }
}
