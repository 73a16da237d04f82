package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/**
 * Clean-up of what nothing refers to, and archiving of what nobody uses.
 *
 * @param cleanUpEvery zero: only when somebody asks; also of {@code archivingEvery}
 * @param grace age from which a file without a row goes
 * @param deleted how long what was deleted can be restored
 * @param drafts age from which versions that came to nothing are deleted; zero: never
 * @param checkpoints age from which those of ended jobs go
 * @param snapshots whether snapshots that nothing refers to go
 * @param unused how long a version is not used before it is archived
 * @param keep of each model, the newest versions that stay
 */
public record UpkeepSettings(
        Duration cleanUpEvery,
        Duration grace,
        Duration deleted,
        Duration drafts,
        Duration checkpoints,
        boolean snapshots,
        Duration archivingEvery,
        Duration unused,
        int keep) {

    private static final Setting<Duration> CLEAN_UP = Setting.duration(
            "modelyard.cleanup.every",
            "PT0S",
            "PT0S",
            "P365D",
            "How often the server cleans up by itself, once for a cluster; `PT0S`: only when somebody asks.");
    private static final Setting<Duration> GRACE = Setting.duration(
            "modelyard.cleanup.grace",
            "PT24H",
            "PT1S",
            "P365D",
            "Files of the artifact store that no row names go when they are older than this and than all running work.");
    private static final Setting<Duration> DELETED = Setting.duration(
            "modelyard.cleanup.deleted",
            "P30D",
            "PT1S",
            "P3650D",
            "Models and versions that were deleted can be restored for this time; then a clean-up takes them away.");
    private static final Setting<Duration> DRAFTS = Setting.duration(
            "modelyard.cleanup.drafts",
            "P90D",
            "PT0S",
            "P3650D",
            "DRAFT and REJECTED versions older than this are deleted (and can be restored); `PT0S`: never.");
    private static final Setting<Duration> CHECKPOINTS = Setting.duration(
            "modelyard.cleanup.checkpoints",
            "P7D",
            "PT1S",
            "P3650D",
            "Checkpoints of training jobs that ended longer ago than this go.");
    private static final Setting<Boolean> SNAPSHOTS = Setting.flag(
            "modelyard.cleanup.snapshots",
            false,
            "Whether snapshots older than the grace that no job, version, evaluation or golden set refers to go.");
    private static final Setting<Duration> ARCHIVING = Setting.duration(
            "modelyard.archiving.every",
            "PT0S",
            "PT0S",
            "P365D",
            "How often the server archives by itself, once for a cluster; `PT0S`: only when somebody asks.");
    private static final Setting<Duration> UNUSED = Setting.duration(
            "modelyard.archiving.unused",
            "P180D",
            "PT1S",
            "P3650D",
            "READY and DEPRECATED versions that nobody used or changed for this time are archived.");
    private static final Setting<Integer> KEEP = Setting.integer(
            "modelyard.archiving.keep", 3, 0, 10_000, "versions", "The newest versions of a model are not archived.");

    static final List<Setting<?>> SETTINGS =
            List.of(CLEAN_UP, GRACE, DELETED, DRAFTS, CHECKPOINTS, SNAPSHOTS, ARCHIVING, UNUSED, KEEP);

    static UpkeepSettings from(SettingSource source) {
        return new UpkeepSettings(
                source.get(CLEAN_UP),
                source.get(GRACE),
                source.get(DELETED),
                source.get(DRAFTS),
                source.get(CHECKPOINTS),
                source.get(SNAPSHOTS),
                source.get(ARCHIVING),
                source.get(UNUSED),
                source.get(KEEP));
    }
}
