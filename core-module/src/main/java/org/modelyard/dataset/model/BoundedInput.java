package org.modelyard.dataset.model;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.modelyard.platform.model.Refusal;

/** The bytes of a file, decompressed where they are gzip, up to a limit. */
final class BoundedInput extends InputStream {

    private static final int BUFFER = 1 << 16;
    private static final long UNSUSPICIOUS = 10L << 20;

    private final Counting raw;
    private final InputStream content;
    private final boolean gzip;
    private final ReadLimits limits;
    private long bytes;

    BoundedInput(InputStream in, ReadLimits limits) throws IOException {
        this.limits = limits;
        this.raw = new Counting(in);
        PushbackInputStream ahead = new PushbackInputStream(raw, 2);
        byte[] magic = ahead.readNBytes(2);
        ahead.unread(magic);
        gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        content = gzip ? decompressed(ahead) : ahead;
    }

    private static InputStream decompressed(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = content.read(buffer, offset, length);
        } catch (ZipException | EOFException e) {
            if (gzip) {
                throw damaged(e);
            }
            throw e;
        }
        if (n > 0) {
            bytes += n;
            require();
        }
        return n;
    }

    private void require() {
        if (bytes > limits.maxBytes()) {
            throw new Refusal.Invalid(
                    "file", "The file is larger than the " + limits.maxBytes() + " bytes that an import may have.");
        }
        if (gzip && bytes > UNSUSPICIOUS && bytes / limits.maxExpansion() > raw.count) {
            throw new Refusal.Invalid(
                    "file",
                    "The gzip data becomes more than " + limits.maxExpansion()
                            + " times larger when decompressed; it is refused as a decompression bomb.");
        }
    }

    private static Refusal.Invalid damaged(IOException e) {
        Refusal.Invalid refusal =
                new Refusal.Invalid("file", "The gzip data is damaged or cut short: " + e.getMessage() + ".");
        refusal.initCause(e);
        return refusal;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            count += Math.max(n, 0);
            return n;
        }
    }
}
