package org.modelyard.registry.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.modelyard.platform.model.Sha256;

/** Hashes what passes and reports the end only when the hash is the expected one. */
final class VerifyingStream extends FilterInputStream {

    private final String expected;
    private final MessageDigest digest = Sha256.digest();
    private boolean verified;

    VerifyingStream(InputStream in, String expected) {
        super(in);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            digest.update(buffer, offset, n);
        } else if (n < 0 && !verified) {
            String actual = Sha256.hexOf(digest.digest());
            if (!actual.equals(expected)) {
                throw new ArtifactMismatch(expected, actual);
            }
            verified = true;
        }
        return n;
    }

    /** Skipped bytes count for the hash as well, so they are read. */
    @Override
    public long skip(long count) throws IOException {
        byte[] sink = new byte[(int) Math.min(Math.max(count, 0), 1 << 16)];
        long skipped = 0;
        while (skipped < count) {
            int n = read(sink, 0, (int) Math.min(sink.length, count - skipped));
            if (n < 0) {
                break;
            }
            skipped += n;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
