package org.modelyard.registry.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in a row of some content.
 *
 * @param from the first, counted from 0
 * @param length how many
 */
public record ByteRange(long from, long length) {

    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    public ByteRange {
        if (from < 0 || length < 0) {
            throw new IllegalArgumentException(length + " bytes from " + from);
        }
    }

    public static ByteRange whole(long size) {
        return new ByteRange(0, size);
    }

    /** What was asked for lies behind the content's end. */
    public static final class Unsatisfiable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsatisfiable(String header, long size) {
            super("'" + header + "' lies outside of the " + size + " bytes there are.");
        }
    }

    /**
     * What a request's {@code Range} means (RFC 9110, 14.2). One range is served; of several, or of another unit, all is.
     *
     * @param header null for none
     * @param size of the content
     * @throws Unsatisfiable when no byte of the range is there
     */
    public static ByteRange of(@Nullable String header, long size) {
        Matcher asked = HEADER.matcher(header == null ? "" : header.strip());
        if (header == null
                || !asked.matches()
                || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
            return whole(size);
        }
        if (asked.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(asked.group(2)));
            if (last == 0) {
                throw new Unsatisfiable(header.strip(), size);
            }
            return new ByteRange(size - last, last);
        }
        long from = Long.parseLong(asked.group(1));
        long end = asked.group(2).isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(asked.group(2));
        if (end < from) {
            return whole(size); // no valid range
        }
        if (from >= size) {
            throw new Unsatisfiable(header.strip(), size);
        }
        return new ByteRange(from, Math.min(end + 1, size) - from);
    }

    /**
     * The bytes of the stream, which is closed with what this returns.
     *
     * @throws IOException when it cannot be read, or ends before the first of them; it is closed then
     */
    InputStream of(InputStream whole) throws IOException {
        try {
            whole.skipNBytes(from);
        } catch (IOException e) {
            try (whole) {
                throw e;
            }
        }
        return new Part(whole, length);
    }

    private static final class Part extends FilterInputStream {
        private long left;

        Part(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int n = read(one, 0, 1);
            return n < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
