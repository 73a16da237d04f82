package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/**
 * Uploads of files.
 *
 * @param uploadBytes of the largest one
 * @param uploadsOpen of one organisation at once
 * @param uploadRetention since the last request to one, after which it is forgotten
 */
public record ArtifactSettings(long uploadBytes, int uploadsOpen, Duration uploadRetention) {

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

    static final List<Setting<?>> SETTINGS = List.of(BYTES, OPEN, RETENTION);

    static ArtifactSettings from(SettingSource source) {
        return new ArtifactSettings(source.get(BYTES), source.get(OPEN), source.get(RETENTION));
    }
}
