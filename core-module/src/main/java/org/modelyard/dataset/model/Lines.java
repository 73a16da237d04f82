package org.modelyard.dataset.model;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/** Lines of bounded length as slices of one buffer. A longer line is skipped and reported as such. */
final class Lines {

    private final Reader reader;
    private final int maxLength;
    private char[] buffer = new char[1 << 16];
    private int start;
    private int end;
    private int limit;
    private long number;
    private boolean tooLong;
    private boolean ended;

    Lines(Reader reader, int maxLength) {
        this.reader = reader;
        this.maxLength = maxLength;
    }

    boolean next() throws IOException {
        tooLong = false;
        start = number == 0 ? 0 : Math.min(end + 1, limit);
        int at = start;
        while (true) {
            while (at < limit && buffer[at] != '\n') {
                at++;
            }
            if (at < limit || ended) {
                break;
            }
            if (at - start > maxLength) {
                tooLong = true;
                start = at;
            }
            int moved = start;
            fill();
            at -= moved - start;
        }
        end = at;
        tooLong |= end - start > maxLength;
        boolean found = at < limit || end > start || tooLong;
        number += found ? 1 : 0;
        return found;
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int n = reader.read(buffer, limit, buffer.length - limit);
        if (n < 0) {
            ended = true;
        } else {
            limit += n;
        }
    }

    /** From 1. */
    long number() {
        return number;
    }

    boolean tooLong() {
        return tooLong;
    }

    boolean blank() {
        if (tooLong) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (buffer[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    char[] chars() {
        return buffer;
    }

    int offset() {
        return start;
    }

    int length() {
        return end - start;
    }
}
