package org.modelyard.registry.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What came of one reading.
 *
 * @param bytes at the buffer's beginning
 * @param broken why no more can come; null otherwise
 * @param last whether the stream has come to its end
 */
record Piece(int bytes, @Nullable IOException broken, boolean last) {

    /** After so long is written what a slow sender has sent: that it has arrived is seen then, and outlives the process. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(200);

    /** Fills the buffer, as far as the stream goes and comes in time. */
    static Piece read(InputStream content, byte[] buffer) {
        long begun = System.nanoTime();
        int bytes = 0;
        do {
            try {
                int n = content.read(buffer, bytes, buffer.length - bytes);
                if (n < 0) {
                    return new Piece(bytes, null, true);
                }
                bytes += n;
            } catch (IOException e) {
                return new Piece(bytes, e, false);
            }
        } while (bytes < buffer.length && System.nanoTime() - begun < PATIENCE);
        return new Piece(bytes, null, false);
    }
}
