package org.modelyard.platform.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Backups and the restore.
 *
 * @param every zero: only when somebody asks
 * @param directory empty for that below home
 * @param keep of backups by the timer, the newest that stay whatever their age
 * @param restore an archive to begin with, or empty
 */
public record BackupSettings(
        Duration every, String directory, boolean inferences, int keep, Duration retention, String restore) {

    private static final Setting<Duration> EVERY = Setting.duration(
            "modelyard.backup.every",
            "PT0S",
            "PT0S",
            "P365D",
            "How often the server makes a backup by itself, once for a cluster; `PT0S`: only when somebody asks.");
    private static final Setting<String> DIRECTORY = Setting.text(
            "modelyard.backup.directory",
            "",
            "empty (`backups` below home) or a directory",
            "Where archives are written; better on another disk than home.");
    private static final Setting<Boolean> INFERENCES =
            Setting.flag("modelyard.backup.inferences", false, "Whether the timer's backups carry the inference log.");
    private static final Setting<Integer> KEEP = Setting.integer(
            "modelyard.backup.keep", 7, 1, 1_000, "backups", "Complete backups that stay, whatever their age.");
    private static final Setting<Duration> RETENTION = Setting.duration(
            "modelyard.backup.retention",
            "P30D",
            "PT1S",
            "P3650D",
            "Backups beyond those go when they are older than this.");
    private static final Setting<String> RESTORE = new Setting<>(
            "modelyard.restore",
            "",
            "empty or the path of a backup's archive",
            "Begin an empty home and an empty database with this backup; of no effect once that is done.",
            false,
            text -> {
                try {
                    return text.isEmpty() ? "" : Path.of(text).toString();
                } catch (java.nio.file.InvalidPathException e) {
                    throw new IllegalArgumentException(e);
                }
            });

    static final List<Setting<?>> SETTINGS = List.of(EVERY, DIRECTORY, INFERENCES, KEEP, RETENTION, RESTORE);

    static BackupSettings from(SettingSource source) {
        return new BackupSettings(
                source.get(EVERY),
                source.get(DIRECTORY),
                source.get(INFERENCES),
                source.get(KEEP),
                source.get(RETENTION),
                source.get(RESTORE));
    }

    /** Where this node's archives lie. */
    public Path archives(ServerSettings server) {
        return directory.isEmpty()
                ? server.backups()
                : Path.of(directory).toAbsolutePath().normalize();
    }
}
