package org.modelyard.serving.model;

import java.nio.charset.StandardCharsets;

/**
 * Puts a unit into one of 10,000 buckets, always the same one for the same salt. MurmurHash3 x86 32-bit (Austin Appleby,
 * public domain) of {@code salt/unit} in UTF-8 with seed 0, as an unsigned number, modulo 10,000: other programs can
 * compute the same.
 */
public final class StickyHash {

    /** Buckets that the whole traffic is divided into: a share is a whole number of them. */
    public static final int BUCKETS = 10_000;

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private StickyHash() {}

    /**
     * @param salt of the deployment: the same unit falls into independent buckets of different deployments
     * @return 0 to 9,999
     */
    public static int bucket(String salt, String unit) {
        byte[] bytes = (salt + '/' + unit).getBytes(StandardCharsets.UTF_8);
        return Integer.remainderUnsigned(murmur3(bytes, 0), BUCKETS);
    }

    /** MurmurHash3_x86_32. */
    static int murmur3(byte[] data, int seed) {
        int hash = seed;
        int whole = data.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int block = data[i] & 0xff
                    | (data[i + 1] & 0xff) << 8
                    | (data[i + 2] & 0xff) << 16
                    | (data[i + 3] & 0xff) << 24;
            hash ^= mixed(block);
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int i = data.length - 1; i >= whole; i--) {
            tail = tail << 8 | data[i] & 0xff;
        }
        hash ^= mixed(tail);
        hash ^= data.length;
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }
}
