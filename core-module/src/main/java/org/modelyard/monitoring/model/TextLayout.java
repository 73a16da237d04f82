package org.modelyard.monitoring.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cells: missing, lengths (quantile bins of the reference, in UTF-16 units), then {@value #BUCKETS} buckets of hashed
 * tokens. A token is a run of letters and digits, compared in lower case. A row counts once in a bucket however many of
 * its tokens fall there: rows are independent, tokens of one row are not.
 */
public record TextLayout(String name, NumericLayout lengths) implements FeatureLayout {

    public static final int BUCKETS = 256;
    static final int LENGTH_BINS = 32;

    static TextLayout of(String name, @Nullable String[] texts) {
        double[] lengths = Arrays.stream(texts).mapToDouble(TextLayout::length).toArray();
        return new TextLayout(name, NumericLayout.of(name, lengths, LENGTH_BINS));
    }

    @Override
    public int cells() {
        return lengths.cells() + BUCKETS;
    }

    /** First cell of the token buckets; those before it are missing and lengths. */
    public int firstBucket() {
        return lengths.cells();
    }

    /** By missing and lengths: a row counts in many buckets, or in none. */
    @Override
    public long told(long[] counts) {
        return Arrays.stream(counts, 0, firstBucket()).sum();
    }

    void add(@Nullable String text, long[] counts, int offset) {
        counts[offset + lengths.cell(length(text))]++;
        if (text == null) {
            return;
        }
        long[] seen = new long[BUCKETS / Long.SIZE];
        int hash = FNV_BASIS;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                hash = (hash ^ Character.toLowerCase(c)) * FNV_PRIME;
                inside = true;
            } else if (inside) {
                mark(seen, hash);
                hash = FNV_BASIS;
                inside = false;
            }
        }
        if (inside) {
            mark(seen, hash);
        }
        int first = offset + firstBucket();
        for (int word = 0; word < seen.length; word++) {
            for (long left = seen[word]; left != 0; left &= left - 1) {
                counts[first + word * Long.SIZE + Long.numberOfTrailingZeros(left)]++;
            }
        }
    }

    // FNV-1a over UTF-16 units: the buckets lie in stored histograms, so the hash must never change
    private static final int FNV_BASIS = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private static void mark(long[] seen, int hash) {
        int bucket = (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & (BUCKETS - 1);
        seen[bucket / Long.SIZE] |= 1L << (bucket % Long.SIZE);
    }

    private static double length(@Nullable String text) {
        return text == null ? Double.NaN : text.length();
    }
}
