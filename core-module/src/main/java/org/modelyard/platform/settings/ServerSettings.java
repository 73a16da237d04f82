package org.modelyard.platform.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The process.
 *
 * @param home absolute; everything the server writes lies below it
 */
public record ServerSettings(Path home, int httpPort, String httpAddress, int httpThreads, Duration idempotency) {

    private static final Setting<Path> HOME = Setting.path(
            "modelyard.home",
            "./data",
            "Home: the embedded database, `artifacts`, `uploads`, `checkpoints`, `journal`, `backups` and the node's name lie below it.");
    private static final Setting<Integer> PORT =
            Setting.integer("modelyard.http.port", 8080, 1, 65_535, "port", "HTTP port.");
    private static final Setting<String> ADDRESS = Setting.text(
            "modelyard.http.address", "0.0.0.0", "an address of this machine", "Address the HTTP port listens on.");
    private static final Setting<Integer> THREADS = Setting.integer(
            "modelyard.http.threads",
            16,
            2,
            1_000,
            "threads",
            "HTTP worker threads; a few more than clients that wait at once.");
    private static final Setting<Duration> IDEMPOTENCY = Setting.duration(
            "modelyard.idempotency.retention", "PT24H", "PT1M", "P30D", "How long an `Idempotency-Key` is remembered.");

    static final List<Setting<?>> SETTINGS = List.of(HOME, PORT, ADDRESS, THREADS, IDEMPOTENCY);

    static ServerSettings from(SettingSource source) {
        return new ServerSettings(
                source.get(HOME).toAbsolutePath().normalize(),
                source.get(PORT),
                source.get(ADDRESS),
                source.get(THREADS),
                source.get(IDEMPOTENCY));
    }

    public Path artifacts() {
        return home.resolve("artifacts");
    }

    /** Files that are still being uploaded. */
    public Path uploads() {
        return home.resolve("uploads");
    }

    public Path checkpoints() {
        return home.resolve("checkpoints");
    }

    public Path journal() {
        return home.resolve("journal");
    }

    public Path backups() {
        return home.resolve("backups");
    }
}
