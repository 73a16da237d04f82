package org.modelyard.registry.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer of a server that is given up when it is closed before its end, instead of being read on for nothing. */
final class AbortingStream extends FilterInputStream {

    private final Runnable abort;
    private boolean ended;

    AbortingStream(InputStream in, Runnable abort) {
        super(in);
        this.abort = abort;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        ended |= one < 0;
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        ended |= n < 0;
        return n;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            abort.run();
        }
        super.close();
    }
}
