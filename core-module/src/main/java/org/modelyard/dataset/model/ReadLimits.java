package org.modelyard.dataset.model;

/**
 * How far a reader goes with a file.
 *
 * @param maxBytes of the whole file, decompressed
 * @param maxExpansion how many times larger gzip data may become; counted from the tenth megabyte on
 * @param maxField a value's length in UTF-16 units; longer ones cost the row
 * @param maxLine a JSON line's length in UTF-16 units; longer ones cost the row
 * @param maxDepth nesting of JSON
 * @param sampleRows how many rows the types are inferred from
 * @param ignoreUnknown whether columns that the schema does not name are left out (true) or refused (false)
 */
public record ReadLimits(
        long maxBytes,
        int maxExpansion,
        int maxField,
        int maxLine,
        int maxDepth,
        int sampleRows,
        boolean ignoreUnknown) {

    /** 64 GiB, 200-fold, fields of 1 Mi, lines of 8 Mi, depth 64, 2,000 rows, unknown columns refused. */
    public static ReadLimits defaults() {
        return new ReadLimits(64L << 30, 200, 1 << 20, 8 << 20, 64, 2_000, false);
    }

    public ReadLimits withMaxBytes(long bytes) {
        return new ReadLimits(bytes, maxExpansion, maxField, maxLine, maxDepth, sampleRows, ignoreUnknown);
    }

    public ReadLimits ignoringUnknownColumns() {
        return new ReadLimits(maxBytes, maxExpansion, maxField, maxLine, maxDepth, sampleRows, true);
    }
}
