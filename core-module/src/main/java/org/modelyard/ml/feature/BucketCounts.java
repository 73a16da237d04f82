package org.modelyard.ml.feature;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.pulse.Pulse;

/** In how many rows each bucket of hashed terms occurs. */
final class BucketCounts implements Terms.Sink {

    private final TermNumbers buckets;
    private final int[] counts;
    private final int[] lastRow;
    private int row;

    private BucketCounts(TermNumbers buckets) {
        this.buckets = buckets;
        this.counts = new int[buckets.size()];
        this.lastRow = new int[buckets.size()];
        Arrays.fill(lastRow, -1);
    }

    static float[] idf(@Nullable String[] rows, Terms terms, TermNumbers buckets) {
        BucketCounts counted = new BucketCounts(buckets);
        SparseVector scratch = new SparseVector();
        for (int row = 0; row < rows.length; row++) {
            Pulse.beat();
            counted.row = row;
            String text = rows[row];
            if (text != null) {
                terms.visit(text, scratch, counted);
            }
        }
        float[] idf = new float[buckets.size()];
        for (int bucket = 0; bucket < idf.length; bucket++) {
            idf[bucket] = TextEncoder.idf(rows.length, counted.counts[bucket]);
        }
        return idf;
    }

    @Override
    public void term(int kind, char[] text, int from, int to, int hash) {
        int bucket = buckets.find(kind, text, from, to, hash);
        if (lastRow[bucket] != row) {
            lastRow[bucket] = row;
            counts[bucket]++;
        }
    }
}
