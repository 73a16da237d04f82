package org.modelyard.dataset.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/**
 * What a snapshot takes from one chunk.
 *
 * @param sha256 of the chunk's file
 * @param rows that the chunk holds
 * @param count how many of them are taken, at least 1
 * @param selected the taken rows as a bit set ({@link BitSet#toByteArray()} in Base64); null: all rows
 * @param labels targets that were changed after the chunk was written, by row; a number as text for REGRESSION
 */
public record SnapshotChunk(
        String sha256, int rows, int count, @Nullable String selected, SortedMap<Integer, String> labels) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_ROWS = 1 << 24;

    public SnapshotChunk {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        if (!SHA256.matcher(sha256).matches()) {
            throw lie("a chunk's address is no SHA-256");
        }
        if (rows < 1 || rows > MAX_ROWS) {
            throw lie("chunk " + sha256 + " cannot have " + rows + " rows");
        }
        BitSet bits = bits(sha256, rows, selected);
        if (count < 1 || count != bits.cardinality()) {
            throw lie("chunk " + sha256 + " says " + count + " rows and selects " + bits.cardinality());
        }
        for (int row : labels.keySet()) {
            if (row < 0 || !bits.get(row)) {
                throw lie("chunk " + sha256 + " relabels row " + row + ", which it does not select");
            }
        }
    }

    /** @param selected at least one row, none beyond {@code rows} */
    public static SnapshotChunk of(String sha256, int rows, BitSet selected, Map<Integer, String> labels) {
        int count = selected.cardinality();
        String bits = count == rows && selected.length() == rows
                ? null
                : Base64.getEncoder().encodeToString(selected.toByteArray());
        return new SnapshotChunk(sha256, rows, count, bits, new TreeMap<>(labels));
    }

    public static SnapshotChunk whole(String sha256, int rows) {
        return new SnapshotChunk(sha256, rows, rows, null, new TreeMap<>());
    }

    /** The taken rows, ascending. */
    @JsonIgnore
    public int[] selectedRows() {
        return bits(sha256, rows, selected).stream().toArray();
    }

    private static BitSet bits(String sha256, int rows, @Nullable String selected) {
        BitSet bits = new BitSet(rows);
        if (selected == null) {
            bits.set(0, rows);
            return bits;
        }
        if (selected.length() > (rows / 8 + 3) / 3 * 4 + 4) {
            throw lie("chunk " + sha256 + " selects rows that it does not have");
        }
        try {
            bits = BitSet.valueOf(Base64.getDecoder().decode(selected));
        } catch (IllegalArgumentException e) {
            throw lie("the selection of chunk " + sha256 + " is no Base64");
        }
        if (bits.length() > rows) {
            throw lie("chunk " + sha256 + " selects rows that it does not have");
        }
        return bits;
    }

    static Refusal.Invalid lie(String what) {
        return new Refusal.Invalid("manifest", "The manifest contradicts itself: " + what + ".");
    }
}
