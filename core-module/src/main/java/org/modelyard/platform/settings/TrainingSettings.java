package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/** Training jobs. No GPU is used. */
public record TrainingSettings(
        int workers,
        int queue,
        int threads,
        long memory,
        long processHeap,
        Duration timeout,
        Duration heartbeat,
        Duration steps,
        OrganisationShare organisation) {

    /**
     * What an organisation may take of it.
     *
     * @param workers jobs at once, over all nodes
     * @param memory bytes, summed over its running jobs
     * @param time summed over its jobs of a day
     */
    public record OrganisationShare(int workers, long memory, Duration time) {}

    private static final Setting<Integer> WORKERS = Setting.integer(
            "modelyard.training.workers", 1, 1, 64, "jobs", "Training jobs that run at once on this node.");
    private static final Setting<Integer> QUEUE = Setting.integer(
            "modelyard.training.queue",
            1_000,
            1,
            100_000,
            "jobs",
            "Jobs an organisation may have waiting; more are refused.");
    private static final Setting<Integer> THREADS = Setting.integer(
            "modelyard.training.threads",
            1,
            1,
            256,
            "threads",
            "Threads that share the work of one fit: trees, linear models and networks in batches, encoding and scoring of rows. The model does not depend on it.");
    private static final Setting<Long> MEMORY = Setting.bytes(
            "modelyard.training.memory",
            "256MiB",
            "16MiB",
            "256GiB",
            "Memory one training job may take in the server, by estimate; larger jobs fail at once with what to change.");
    private static final Setting<Long> PROCESS_HEAP = Setting.bytes(
            "modelyard.training.process.heap",
            "1GiB",
            "64MiB",
            "256GiB",
            "Heap of each process that a training job with the executor PROCESS fits in: one a trial that runs at once.");
    private static final Setting<Duration> TIMEOUT = Setting.duration(
            "modelyard.training.timeout", "PT6H", "PT1S", "P30D", "Longest time a training job may run.");
    private static final Setting<Duration> HEARTBEAT = Setting.duration(
            "modelyard.job.lease",
            "PT30S",
            "PT2S",
            "PT10M",
            "A running job whose owner has not renewed its lease for this time is taken over.");

    private static final Setting<Duration> STEPS = Setting.duration(
            "modelyard.training.steps.retention",
            "P30D",
            "P1D",
            "P3650D",
            "How long every step of a fit is kept; of those of older jobs a hundred stay, evenly chosen.");

    private static final Setting<Integer> ORGANISATION_WORKERS = Setting.integer(
            "modelyard.training.organisation.workers",
            64,
            1,
            1_000,
            "jobs",
            "Training jobs of one organisation that run at once, over all nodes; further ones wait.");
    private static final Setting<Long> ORGANISATION_MEMORY = Setting.bytes(
            "modelyard.training.organisation.memory",
            "256GiB",
            "16MiB",
            "256GiB",
            "Memory that the running training jobs of one organisation may take together, by estimate; further ones wait.");
    private static final Setting<Duration> ORGANISATION_TIME = Setting.duration(
            "modelyard.training.organisation.time",
            "P30D",
            "PT1M",
            "P30D",
            "Time that the training jobs of one organisation may run within 24 hours, summed; further ones wait.");

    static final List<Setting<?>> SETTINGS = List.of(
            WORKERS,
            QUEUE,
            THREADS,
            MEMORY,
            PROCESS_HEAP,
            TIMEOUT,
            HEARTBEAT,
            STEPS,
            ORGANISATION_WORKERS,
            ORGANISATION_MEMORY,
            ORGANISATION_TIME);

    static TrainingSettings from(SettingSource source) {
        return new TrainingSettings(
                source.get(WORKERS),
                source.get(QUEUE),
                source.get(THREADS),
                source.get(MEMORY),
                source.get(PROCESS_HEAP),
                source.get(TIMEOUT),
                source.get(HEARTBEAT),
                source.get(STEPS),
                new OrganisationShare(
                        source.get(ORGANISATION_WORKERS),
                        source.get(ORGANISATION_MEMORY),
                        source.get(ORGANISATION_TIME)));
    }
}
