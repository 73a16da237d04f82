package org.modelyard.ml.feature;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;

/** A category of too many values to list: one of 2^bits buckets by its hash, or an indicator of missing values. Nothing is learnt. */
final class HashedCategoryEncoder implements ColumnEncoder.OfText, ColumnEncoder.Positions {

    private static final int SEED = 0x27D4EB2F;

    private final int bits;

    HashedCategoryEncoder(int bits) {
        this.bits = bits;
    }

    static int bucket(int hash, int bits) {
        return hash >>> (Integer.SIZE - bits);
    }

    /** @param value null is missing, a value of its own */
    static int hash(int seed, @Nullable String value) {
        int hash = seed;
        if (value == null) {
            return Terms.mix(~hash);
        }
        for (int i = 0; i < value.length(); i++) {
            hash = 31 * hash + value.charAt(i);
        }
        return Terms.mix(hash);
    }

    @Override
    public void encode(@Nullable String value, int base, SparseVector out) {
        out.add(base + position(value), 1);
    }

    @Override
    public int position(@Nullable String value) {
        return value == null ? 1 << bits : bucket(hash(SEED, value), bits);
    }

    @Override
    public int width() {
        return (1 << bits) + 1;
    }

    @Override
    public String meaning(int local) {
        return local == 1 << bits ? " missing" : " hash " + local;
    }

    @Override
    public int form() {
        return EncoderFormat.HASHED_CATEGORY;
    }

    @Override
    public ColumnStep step() {
        return new ColumnStep.OfHashedCategory(bits);
    }

    @Override
    public void write(BinaryWriter out) {
        out.put(bits);
    }

    static HashedCategoryEncoder read(BinaryReader in) {
        return new HashedCategoryEncoder(in.getInt(ChoicesReader.LEAST_BITS, ChoicesReader.MOST_BITS));
    }
}
