package org.modelyard.ml.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelyard.ml.feature.SparseRows;

/**
 * Rows as numbers of bins. The columns are dealt out to blocks, each in compressed sparse row form and worked on by one thread
 * at a time; how they are dealt out depends on the rows alone.
 */
public final class BinnedRows {

    /** A code is the number of a bin among those of all columns; codes rise within a row. */
    record Block(int firstColumn, int endColumn, int[] offsets, int[] codes) {}

    /** Entries of a row in a block: enough to make up for finding the row. */
    private static final int ENTRIES_A_BLOCK = 3;

    private static final int MOST_BLOCKS = 64;

    private final int rows;
    private final BinnedColumn[] columns;
    private final Block[] blocks;

    private BinnedRows(int rows, BinnedColumn[] columns, Block[] blocks) {
        this.rows = rows;
        this.columns = columns;
        this.blocks = blocks;
    }

    /**
     * Columns that could never part {@code minRows} rows from the others are left out.
     *
     * @param bins at most so many a column, 2 to 255
     * @throws IllegalArgumentException when a value is not finite
     */
    public static BinnedRows of(SparseRows encoded, int bins, int minRows, Workers workers) {
        Columns all = Columns.of(encoded);
        float[][] edges = new float[all.count()][];
        int[] fullest = new int[all.count()];
        int[] written = new int[all.count()];
        workers.forEach(all.count(), feature -> {
            float[] cut = BinEdges.of(all.sorted(feature), all.rows() - all.nonZeros(feature), bins);
            int[] counts = all.counts(feature, cut);
            for (int bin = 1; bin < counts.length; bin++) {
                fullest[feature] = counts[bin] > counts[fullest[feature]] ? bin : fullest[feature];
            }
            edges[feature] = cut;
            written[feature] = all.rows() - counts[fullest[feature]];
        });
        int[] kept = new int[all.count()];
        int count = 0;
        long entries = 0;
        for (int feature = 0; feature < kept.length; feature++) {
            if (edges[feature].length > 0 && written[feature] >= minRows) {
                kept[count++] = feature;
                entries += written[feature];
            }
        }
        kept = Arrays.copyOf(kept, count);
        int[] ends = ends(kept, written, entries, all.rows());
        BinnedColumn[] columns = new BinnedColumn[count];
        int start = 0;
        for (int c = 0, block = 0; c < count; c++) {
            block += c == ends[block] ? 1 : 0;
            columns[c] = new BinnedColumn(kept[c], edges[kept[c]], start, fullest[kept[c]], block);
            start = Math.addExact(start, columns[c].bins());
        }
        Block[] blocks = new Block[ends.length];
        workers.forEach(blocks.length, b -> blocks[b] = block(all, columns, b == 0 ? 0 : ends[b - 1], ends[b]));
        return new BinnedRows(all.rows(), columns, blocks);
    }

    /** Deals the columns out, about the same number of entries each; @return where each block ends. */
    private static int[] ends(int[] kept, int[] written, long entries, int rows) {
        long wanted = Math.max(1, Math.min(MOST_BLOCKS, Math.round((double) entries / rows / ENTRIES_A_BLOCK)));
        List<Integer> ends = new ArrayList<>();
        long before = 0;
        for (int c = 0; c < kept.length; c++) {
            before += written[kept[c]];
            if (before * wanted >= entries * (ends.size() + 1) || c == kept.length - 1) {
                ends.add(c + 1);
            }
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Block block(Columns all, BinnedColumn[] columns, int first, int end) {
        int[] offsets = new int[all.rows() + 1];
        for (int c = first; c < end; c++) {
            all.bins(columns[c].feature(), columns[c].edges(), columns[c].fullest(), (row, bin) -> offsets[row + 1]++);
        }
        for (int row = 0; row < all.rows(); row++) {
            offsets[row + 1] = Math.addExact(offsets[row + 1], offsets[row]);
        }
        int[] next = Arrays.copyOf(offsets, all.rows());
        int[] codes = new int[offsets[all.rows()]];
        for (int c = first; c < end; c++) {
            int start = columns[c].start();
            all.bins(
                    columns[c].feature(),
                    columns[c].edges(),
                    columns[c].fullest(),
                    (row, bin) -> codes[next[row]++] = start + bin);
        }
        return new Block(first, end, offsets, codes);
    }

    public int rows() {
        return rows;
    }

    /** Columns that can be split; fewer than the encoded features. */
    public int columns() {
        return columns.length;
    }

    /** Bins of all columns. */
    public int bins() {
        return columns.length == 0 ? 0 : columns[columns.length - 1].end();
    }

    BinnedColumn column(int column) {
        return columns[column];
    }

    int blocks() {
        return blocks.length;
    }

    Block block(int block) {
        return blocks[block];
    }

    /** The bin of a row in a column. */
    int bin(int row, BinnedColumn column) {
        Block block = blocks[column.block()];
        int end = block.offsets[row + 1];
        int at = block.offsets[row];
        while (at < end && block.codes[at] < column.start()) {
            at++;
        }
        return at < end && block.codes[at] < column.end() ? block.codes[at] - column.start() : column.fullest();
    }
}
