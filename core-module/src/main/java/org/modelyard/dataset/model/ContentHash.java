package org.modelyard.dataset.model;

import java.util.HexFormat;
import java.util.UUID;

/**
 * What a row holds, in 128 bits: the first 16 bytes of a SHA-256 (see {@link CanonicalRow}). Ordered as unsigned bytes.
 *
 * @param high the first eight bytes, big-endian
 * @param low the last eight bytes, big-endian
 */
public record ContentHash(long high, long low) implements Comparable<ContentHash> {

    /** The same 16 bytes for a {@code uuid} column; version and variant bits mean nothing here. */
    public UUID toUuid() {
        return new UUID(high, low);
    }

    public static ContentHash of(UUID uuid) {
        return new ContentHash(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** 32 lower-case hex digits. */
    public String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    @Override
    public int compareTo(ContentHash other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }
}
