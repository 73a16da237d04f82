package org.modelyard.ml.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;

/**
 * A category: one-hot, with one bucket that rare training values share with values never seen, and an indicator of
 * missing values. What the bucket weighs is learnt from the rare ones; without any it weighs nothing.
 */
final class CategoryEncoder implements ColumnEncoder.OfText, ColumnEncoder.Positions {

    private static final int OTHER = 0;
    private static final int MISSING = 1;
    private static final int FIRST = 2;

    private final List<String> known;
    private final Map<String, Integer> positions;

    private CategoryEncoder(List<String> known) {
        this.known = List.copyOf(known);
        this.positions = new HashMap<>(known.size() * 2);
        for (String value : known) {
            positions.put(value, FIRST + positions.size());
        }
        if (positions.size() != known.size()) {
            throw new CorruptContent("A category is there twice.");
        }
    }

    static CategoryEncoder fit(Column.Categories column, int minRows, int max) {
        String[] dictionary = column.dictionary();
        int[] counts = new int[dictionary.length];
        for (int code : column.codes()) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        List<String> known = new ArrayList<>();
        IntStream.range(0, counts.length)
                .filter(code -> counts[code] >= minRows)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(code -> -counts[code]).thenComparing(code -> dictionary[code]))
                .limit(max)
                .map(code -> dictionary[code])
                .sorted()
                .forEach(known::add);
        return new CategoryEncoder(known);
    }

    @Override
    public void encode(@Nullable String value, int base, SparseVector out) {
        out.add(base + position(value), 1);
    }

    @Override
    public int position(@Nullable String value) {
        if (value == null) {
            return MISSING;
        }
        Integer position = positions.get(value);
        return position == null ? OTHER : position;
    }

    @Override
    public int width() {
        return FIRST + known.size();
    }

    @Override
    public String meaning(int local) {
        return switch (local) {
            case OTHER -> " other";
            case MISSING -> " missing";
            default -> "=" + known.get(local - FIRST);
        };
    }

    @Override
    public ColumnStep step() {
        return new ColumnStep.OfCategory(known);
    }

    @Override
    public void write(BinaryWriter out) {
        out.put(known);
    }

    static CategoryEncoder read(BinaryReader in) {
        return new CategoryEncoder(in.getStrings());
    }
}
