package org.modelyard.platform.settings;

import java.util.List;

/** Imports and chunks. */
public record DatasetSettings(int chunkRows, long importBytes, int importWorkers, int maxFieldBytes) {

    private static final Setting<Integer> CHUNK_ROWS = Setting.integer(
            "modelyard.chunk.rows", 16_384, 8_000, 65_000, "rows", "Rows of one columnar chunk of a dataset.");
    private static final Setting<Long> IMPORT_BYTES =
            Setting.bytes("modelyard.import.bytes", "20GiB", "1MiB", "1TiB", "Largest import, after decompression.");
    private static final Setting<Integer> WORKERS =
            Setting.integer("modelyard.import.workers", 2, 1, 64, "imports", "Imports that run at once.");
    private static final Setting<Long> FIELD = Setting.bytes(
            "modelyard.import.field",
            "1MiB",
            "1KiB",
            "16MiB",
            "Largest field of an imported row; larger ones are rejected.");

    static final List<Setting<?>> SETTINGS = List.of(CHUNK_ROWS, IMPORT_BYTES, WORKERS, FIELD);

    static DatasetSettings from(SettingSource source) {
        return new DatasetSettings(
                source.get(CHUNK_ROWS),
                source.get(IMPORT_BYTES),
                source.get(WORKERS),
                Math.toIntExact(source.get(FIELD)));
    }
}
