package org.modelyard.dataset.chunk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.DatasetJson;
import org.modelyard.dataset.model.FeatureType;

/**
 * What a chunk holds, so that most questions need no look into it.
 *
 * @param columns the schema's features in their order, then the target
 */
public record ChunkStats(int rows, List<ColumnStats> columns) {

    /** A dictionary with more values is not listed. */
    public static final int MAX_VALUES = 1_000;

    public ChunkStats {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param missing how many rows lack the value
     * @param min the smallest number, or the shortest text's length in UTF-16 units; null for CATEGORICAL and when all
     *     are missing
     * @param max likewise, the largest or longest
     * @param distinct CATEGORICAL: how many values; null for other types
     * @param values CATEGORICAL: the values, sorted; null for other types and when there are more than
     *     {@value ChunkStats#MAX_VALUES}
     */
    public record ColumnStats(
            String name,
            FeatureType type,
            int missing,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Integer distinct,
            @Nullable List<String> values) {

        public ColumnStats {
            values = values == null ? null : List.copyOf(values);
        }
    }

    public String toJson() {
        return DatasetJson.write(this);
    }

    public static ChunkStats fromJson(String json) {
        return DatasetJson.read("chunk statistics", json, ChunkStats.class);
    }
}
