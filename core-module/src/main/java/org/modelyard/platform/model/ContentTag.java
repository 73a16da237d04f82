package org.modelyard.platform.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A number that stands for a content, for what has no counter of its changes: what is put back as it was has the same again. */
public final class ContentTag {

    private static final long POSITIVE = (1L << 56) - 1;

    private ContentTag() {}

    /** @return 0 to 2^56 - 1, from the SHA-256 of the parts */
    public static long of(String... parts) {
        byte[] hash = Sha256.digest().digest(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong() & POSITIVE;
    }

    /**
     * @param expected of {@code If-Match}, or null for any
     * @param there the tag of what is there now; null: nothing is
     * @param what for the refusal, with a capital
     * @throws Refusal.Stale when it is another
     */
    public static void require(@Nullable Long expected, @Nullable Long there, String what) {
        if (expected != null && !expected.equals(there)) {
            throw new Refusal.Stale(what + " has changed since you read it.");
        }
    }
}
