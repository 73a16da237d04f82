package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/** Predictions, their journal and the inference log. */
public record ServingSettings(
        int maxRows,
        long maxBody,
        int concurrency,
        int queue,
        Duration patience,
        long modelMemory,
        long journalSegment,
        long journalReserve,
        Duration journalFsync,
        JournalSync journalSync,
        JournalFullAnswer journalFull,
        int drainBatch,
        Duration logRetention,
        long logBytes) {

    /** When an appended record is forced to disk. */
    public enum JournalSync {
        GROUP,
        ALWAYS
    }

    /** What a prediction gets when the journal's reserve is used up. */
    public enum JournalFullAnswer {
        REFUSE,
        UNLOGGED
    }

    private static final Setting<Integer> ROWS = Setting.integer(
            "modelyard.predict.rows", 1_000, 1, 100_000, "rows", "Rows of one prediction request at most.");
    private static final Setting<Long> BODY =
            Setting.bytes("modelyard.predict.body", "8MiB", "1KiB", "256MiB", "Largest body of a prediction request.");
    private static final Setting<Integer> CONCURRENCY = Setting.integer(
            "modelyard.predict.concurrency",
            12,
            1,
            10_000,
            "requests",
            "Prediction requests that are answered at the same time on a node; fewer than `modelyard.http.threads`.");
    private static final Setting<Integer> QUEUE = Setting.integer(
            "modelyard.predict.queue",
            64,
            0,
            10_000,
            "requests",
            "Prediction requests that wait for their turn; further ones get 503 with `Retry-After`.");
    private static final Setting<Duration> WAIT = Setting.duration(
            "modelyard.predict.wait",
            "PT0.25S",
            "PT0S",
            "PT30S",
            "Longest wait for a turn; then 503 with `Retry-After`.");
    private static final Setting<Long> MEMORY = Setting.memory(
            "modelyard.predict.memory",
            "30%",
            "1MiB",
            "64TiB",
            "Memory of a node for models, by estimate. Those that serve stay beyond it too; the last good ones before them, and"
                    + " those that are asked for by number, go when there is less.");
    private static final Setting<Long> SEGMENT = Setting.bytes(
            "modelyard.journal.segment", "64MiB", "1MiB", "1GiB", "Size of one preallocated segment of the journal.");
    private static final Setting<Long> RESERVE = Setting.bytes(
            "modelyard.journal.reserve", "1GiB", "4MiB", "1TiB", "Most the journal holds while the database is away.");
    private static final Setting<Duration> FSYNC = Setting.duration(
            "modelyard.journal.fsync",
            "PT0.02S",
            "PT0.001S",
            "PT10S",
            "Longest time between a write and its group fsync.");
    private static final Setting<JournalSync> SYNC = Setting.choice(
            "modelyard.journal.sync",
            JournalSync.GROUP,
            "`group`: an answer survives a killed process at once and a power loss after the fsync; `always`: both at once.");
    private static final Setting<JournalFullAnswer> FULL = Setting.choice(
            "modelyard.journal.full",
            JournalFullAnswer.REFUSE,
            "When the reserve is used up: refuse predictions (503), or answer unlogged (counted, CRITICAL alert).");
    private static final Setting<Integer> BATCH = Setting.integer(
            "modelyard.journal.batch", 2_000, 10, 50_000, "rows", "Rows of one insert into the inference log.");
    private static final Setting<Duration> RETENTION = Setting.duration(
            "modelyard.inference.retention", "P7D", "PT1H", "P3650D", "How long the inference log is kept.");
    private static final Setting<Long> LOG_BYTES = Setting.bytes(
            "modelyard.inference.bytes",
            "50GiB",
            "16MiB",
            "1024TiB",
            "Most the inference log holds, by the bytes of its rows; the oldest go first.");

    static final List<Setting<?>> SETTINGS = List.of(
            ROWS,
            BODY,
            CONCURRENCY,
            QUEUE,
            WAIT,
            MEMORY,
            SEGMENT,
            RESERVE,
            FSYNC,
            SYNC,
            FULL,
            BATCH,
            RETENTION,
            LOG_BYTES);

    static ServingSettings from(SettingSource source) {
        return new ServingSettings(
                source.get(ROWS),
                source.get(BODY),
                source.get(CONCURRENCY),
                source.get(QUEUE),
                source.get(WAIT),
                source.get(MEMORY),
                source.get(SEGMENT),
                source.get(RESERVE),
                source.get(FSYNC),
                source.get(SYNC),
                source.get(FULL),
                source.get(BATCH),
                source.get(RETENTION),
                source.get(LOG_BYTES));
    }
}
