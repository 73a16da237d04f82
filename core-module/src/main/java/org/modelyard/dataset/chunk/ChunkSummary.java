package org.modelyard.dataset.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.chunk.ChunkStats.ColumnStats;
import org.modelyard.dataset.model.CanonicalRow;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Column;

/** Counts what {@link ChunkStats} says. */
final class ChunkSummary {

    private ChunkSummary() {}

    static ChunkStats of(Schema schema, List<Column> columns, Column target) {
        List<ColumnStats> stats = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            FeatureSpec feature = schema.features().get(i);
            stats.add(of(feature.name(), feature.type(), columns.get(i)));
        }
        stats.add(of(schema.target(), CanonicalRow.targetType(schema.task()), target));
        return new ChunkStats(target.rows(), stats);
    }

    private static ColumnStats of(String name, FeatureType type, Column column) {
        if (column instanceof Column.Numbers numbers) {
            return numbers(name, type, numbers.values());
        }
        if (column instanceof Column.Categories categories) {
            return categories(name, type, categories);
        }
        @Nullable String[] texts = ((Column.Texts) column).values();
        double[] lengths = new double[texts.length];
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            lengths[i] = text == null ? Double.NaN : text.length();
        }
        return numbers(name, type, lengths);
    }

    private static ColumnStats numbers(String name, FeatureType type, double[] values) {
        int missing = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isNaN(value)) {
                missing++;
            } else {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        boolean none = missing == values.length;
        return new ColumnStats(name, type, missing, none ? null : min, none ? null : max, null, null);
    }

    private static ColumnStats categories(String name, FeatureType type, Column.Categories column) {
        int missing = 0;
        for (int code : column.codes()) {
            missing += code < 0 ? 1 : 0;
        }
        String[] values = column.dictionary().clone();
        Arrays.sort(values);
        return new ColumnStats(
                name,
                type,
                missing,
                null,
                null,
                values.length,
                values.length > ChunkStats.MAX_VALUES ? null : List.of(values));
    }
}
