package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/** Training jobs. No GPU is used. */
public record TrainingSettings(int workers, int queue, long memory, Duration timeout, Duration heartbeat) {

    private static final Setting<Integer> WORKERS = Setting.integer(
            "modelyard.training.workers", 1, 1, 64, "jobs", "Training jobs that run at once on this node.");
    private static final Setting<Integer> QUEUE = Setting.integer(
            "modelyard.training.queue",
            1_000,
            1,
            100_000,
            "jobs",
            "Jobs an organisation may have waiting; more are refused.");
    private static final Setting<Long> MEMORY = Setting.bytes(
            "modelyard.training.memory",
            "256MiB",
            "16MiB",
            "256GiB",
            "Memory the examples of one training job may take, by estimate; larger jobs fail at once with what to change.");
    private static final Setting<Duration> TIMEOUT = Setting.duration(
            "modelyard.training.timeout", "PT6H", "PT1S", "P30D", "Longest time a training job may run.");
    private static final Setting<Duration> HEARTBEAT = Setting.duration(
            "modelyard.job.lease",
            "PT30S",
            "PT2S",
            "PT10M",
            "A running job whose owner has not renewed its lease for this time is taken over.");

    static final List<Setting<?>> SETTINGS = List.of(WORKERS, QUEUE, MEMORY, TIMEOUT, HEARTBEAT);

    static TrainingSettings from(SettingSource source) {
        return new TrainingSettings(
                source.get(WORKERS), source.get(QUEUE), source.get(MEMORY), source.get(TIMEOUT), source.get(HEARTBEAT));
    }
}
