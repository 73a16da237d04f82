package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/**
 * Stored files: uploads, and looking at what is stored.
 *
 * @param uploadBytes of the largest one
 * @param uploadsOpen of one organisation at once
 * @param uploadRetention since the last request to one, after which it is forgotten
 * @param scoringRetention since the end of a scoring, after which it is forgotten with its file
 * @param importRetention since the end of an import, after which it is forgotten
 * @param scrubEvery how often each organisation's files are looked at
 * @param scrubRate bytes a second that are read for that on a node
 */
public record ArtifactSettings(
        long uploadBytes,
        int uploadsOpen,
        Duration uploadRetention,
        Duration scoringRetention,
        Duration importRetention,
        Duration scrubEvery,
        long scrubRate) {

    private static final Setting<Long> BYTES = Setting.bytes(
            "modelyard.upload.bytes", "20GiB", "1KiB", "5TiB", "Largest file that may be uploaded in parts.");
    private static final Setting<Integer> OPEN = Setting.integer(
            "modelyard.upload.open",
            20,
            1,
            10_000,
            "uploads",
            "Uploads that an organisation may have begun and not finished; more are refused.");
    private static final Setting<Duration> RETENTION = Setting.duration(
            "modelyard.upload.retention",
            "PT24H",
            "PT1M",
            "P30D",
            "An upload that nobody has sent to or used for this time is forgotten, with the bytes that had arrived.");
    private static final Setting<Duration> SCORINGS = Setting.duration(
            "modelyard.scoring.retention",
            "P90D",
            "PT1H",
            "P3650D",
            "A scoring that ended so long ago is forgotten, with its file of answers.");
    private static final Setting<Duration> IMPORTS = Setting.duration(
            "modelyard.import.retention",
            "P90D",
            "PT1H",
            "P3650D",
            "An import that ended so long ago is forgotten; the version that it made stays.");

    private static final Setting<Duration> SCRUB_EVERY = Setting.duration(
            "modelyard.scrub.every",
            "P7D",
            "PT1S",
            "P365D",
            "How often every stored file is read and compared with its SHA-256.");
    private static final Setting<Long> SCRUB_RATE = Setting.bytes(
            "modelyard.scrub.rate", "50MiB", "64KiB", "100GiB", "Bytes a second that a node reads for that at most.");

    static final List<Setting<?>> SETTINGS =
            List.of(BYTES, OPEN, RETENTION, SCORINGS, IMPORTS, SCRUB_EVERY, SCRUB_RATE);

    static ArtifactSettings from(SettingSource source) {
        return new ArtifactSettings(
                source.get(BYTES),
                source.get(OPEN),
                source.get(RETENTION),
                source.get(SCORINGS),
                source.get(IMPORTS),
                source.get(SCRUB_EVERY),
                source.get(SCRUB_RATE));
    }
}
