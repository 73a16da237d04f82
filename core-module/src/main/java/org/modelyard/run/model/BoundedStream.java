package org.modelyard.run.model;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.modelyard.platform.model.Refusal;

/** A client's stream up to a limit: what is too long, or breaks off, is the client's and refused as such. */
public final class BoundedStream extends FilterInputStream {

    private final long most;
    private long bytes;

    public BoundedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws Refusal.Invalid beyond the limit, or when the stream breaks */
    @Override
    public int read(byte[] buffer, int offset, int length) {
        int n;
        try {
            n = in.read(buffer, offset, length);
        } catch (IOException e) {
            Refusal.Invalid broken = new Refusal.Invalid("file", "The stream broke; nothing was kept. Send it again.");
            broken.initCause(e);
            throw broken;
        }
        bytes += Math.max(n, 0);
        if (bytes > most) {
            throw new Refusal.Invalid("file", "An artifact has at most " + most + " bytes; nothing was kept.");
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
