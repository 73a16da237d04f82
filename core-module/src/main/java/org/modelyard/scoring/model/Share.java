package org.modelyard.scoring.model;

/**
 * What one of several has of the numbers from 0 on: those that follow each other, so that whoever reads a file passes over as little as may be.
 *
 * @param number which one it is, from 0
 * @param of how many there are
 */
public record Share(int number, int of) {

    /** The first of so many numbers that it has. */
    public int from(int all) {
        return (int) ((long) all * number / of);
    }

    /** Behind the last of so many numbers that it has. */
    public int to(int all) {
        return (int) ((long) all * (number + 1) / of);
    }
}
