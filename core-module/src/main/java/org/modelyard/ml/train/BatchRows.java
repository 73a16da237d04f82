package org.modelyard.ml.train;

import java.util.Arrays;
import org.modelyard.ml.feature.SparseRows;

/**
 * The entries of some rows, dealt out by chunks of rows and, within a chunk, by ranges of features, each in the order of the rows. The rows of a
 * batch lie all over the memory: here they are fetched once, and each range finds its own side by side.
 */
final class BatchRows {

    private final SparseRows rows;
    /** Of a feature. */
    private final short[] ranges;

    private final int count;
    private final Chunk[] chunks;
    /** Rows of a chunk, the task of one thread. */
    private final int chunk;

    private int size;

    /**
     * @param starts {@code [range]} is where its entries begin, the last where they end
     * @param places of the rows, among all that are dealt out
     */
    record Chunk(int[] starts, int[] features, float[] values, int[] places) {}

    /**
     * @param bounds where each range begins; the last is the width
     * @param most rows that are dealt out at once
     * @param chunk rows of a chunk, at least 1
     */
    BatchRows(SparseRows rows, int[] bounds, int most, int chunk) {
        this.rows = rows;
        this.chunk = chunk;
        this.count = bounds.length - 1;
        this.ranges = new short[rows.width()];
        for (int range = 0; range < count; range++) {
            Arrays.fill(ranges, bounds[range], bounds[range + 1], (short) range);
        }
        this.chunks = new Chunk[chunks(most)];
        Arrays.fill(chunks, new Chunk(new int[count + 1], new int[0], new float[0], new int[0]));
    }

    private int chunks(int rowCount) {
        return (rowCount + chunk - 1) / chunk;
    }

    /** So many rows are about to be dealt out. */
    void expect(int rowCount) {
        size = rowCount;
    }

    int chunks() {
        return chunks(size);
    }

    /** Deals out a chunk of the rows that stand in {@code order} from {@code from} on. Chunks do not touch each other. */
    void deal(int[] order, int from, int number) {
        int first = number * chunk;
        int last = Math.min(size, first + chunk);
        int[] starts = new int[count + 1];
        for (int place = first; place < last; place++) {
            int row = order[from + place];
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                starts[ranges[rows.indices()[i]] + 1]++;
            }
        }
        for (int range = 0; range < count; range++) {
            starts[range + 1] += starts[range];
        }
        Chunk dealt = room(chunks[number], starts);
        int[] next = Arrays.copyOf(starts, count);
        for (int place = first; place < last; place++) {
            int row = order[from + place];
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                int feature = rows.indices()[i];
                int to = next[ranges[feature]]++;
                dealt.features[to] = feature;
                dealt.values[to] = rows.values()[i];
                dealt.places[to] = place;
            }
        }
        chunks[number] = dealt;
    }

    private Chunk room(Chunk before, int[] starts) {
        int entries = starts[count];
        int room = before.features.length;
        if (room >= entries) {
            return new Chunk(starts, before.features, before.values, before.places);
        }
        int more = entries + entries / 4;
        return new Chunk(starts, new int[more], new float[more], new int[more]);
    }

    Chunk chunk(int number) {
        return chunks[number];
    }
}
