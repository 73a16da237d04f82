package org.modelyard.registry.store;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What each block of a file hashes to: all have {@value #BLOCK} bytes but the last one, which may have fewer. They tell of a part of a file
 * what the address tells of the whole.
 */
public final class BlockHashes {

    /** Bytes of a block; files up to this size need no more than their address. */
    public static final int BLOCK = 8 << 20;

    private static final int HASH = 32;

    private final String sha256;
    private final long bytes;
    private final byte[] hashes;

    /**
     * @param sha256 of the whole file
     * @param bytes of the whole file
     * @param hashes one behind the other, 32 bytes each
     * @throws IllegalArgumentException when there are too few or too many of them
     */
    public BlockHashes(String sha256, long bytes, byte[] hashes) {
        if (hashes.length % HASH != 0 || hashes.length / HASH != (bytes + BLOCK - 1) / BLOCK) {
            throw new IllegalArgumentException(hashes.length + " bytes of hashes for " + bytes + " bytes");
        }
        this.sha256 = sha256;
        this.bytes = bytes;
        this.hashes = hashes.clone();
    }

    /** Whether a file of this size has them. */
    public static boolean wanted(long bytes) {
        return bytes > BLOCK;
    }

    public String sha256() {
        return sha256;
    }

    public long bytes() {
        return bytes;
    }

    public byte[] hashes() {
        return hashes.clone();
    }

    public int count() {
        return hashes.length / HASH;
    }

    /**
     * Of one block, as 64 hex digits.
     *
     * @param block counted from 0
     */
    public String of(int block) {
        return HexFormat.of().formatHex(hashes, block * HASH, (block + 1) * HASH);
    }

    /** Where a block lies. */
    public ByteRange range(int block) {
        long from = (long) block * BLOCK;
        return new ByteRange(from, Math.min(BLOCK, bytes - from));
    }

    /** The blocks that the part touches, whole. */
    ByteRange around(ByteRange part) {
        long from = part.from() / BLOCK * BLOCK;
        long end = part.from() + part.length();
        return new ByteRange(from, Math.min((end + BLOCK - 1) / BLOCK * BLOCK, bytes) - from);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockHashes blocks
                && sha256.equals(blocks.sha256)
                && bytes == blocks.bytes
                && Arrays.equals(hashes, blocks.hashes);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public String toString() {
        return count() + " blocks of " + sha256;
    }
}
