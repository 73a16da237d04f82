package org.modelyard.training.service;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.train.Progress;
import org.modelyard.training.model.EpochFigures;
import org.modelyard.training.model.TrainingProgress;

/** When a fit reports and saves, how fast it goes, and how long it will take by its pace so far. For the fitting thread. */
final class FitPace {

    /** Cancelling is noticed at reports, so they come well within a second. */
    private static final long REPORT = Duration.ofMillis(200).toNanos();

    private static final long CHECKPOINT = Duration.ofSeconds(2).toNanos();
    private static final double SECOND = 1e9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final FitPlace place;
    private final int rows;
    private final int firstEpoch;
    private final long begun = System.nanoTime();
    private final List<EpochFigures> unreported = new ArrayList<>();
    private long reported = begun;
    private long saved = begun - CHECKPOINT;
    private long stepBegun = begun;
    private long stepCpu = cpu();

    /**
     * @param rows that a step goes over
     * @param firstEpoch epochs that were done before this execution
     */
    FitPace(FitPlace place, int rows, int firstEpoch) {
        this.place = place;
        this.rows = rows;
        this.firstEpoch = firstEpoch;
    }

    /** Notes a step that was just done on this thread. */
    void stepped(Progress progress) {
        long now = System.nanoTime();
        long spent = cpu();
        Runtime heap = Runtime.getRuntime();
        stepped(
                progress,
                heap.totalMemory() - heap.freeMemory(),
                now - stepBegun,
                stepCpu < 0 ? stepCpu : spent - stepCpu);
        stepBegun = now;
        stepCpu = spent;
    }

    /**
     * Notes a step that was done.
     *
     * @param nanos that it took
     * @param cpuNanos of the fitting thread's processor; negative where that is not known
     */
    void stepped(Progress progress, long heapBytes, long nanos, long cpuNanos) {
        if (!place.told()) {
            return;
        }
        double seconds = nanos / SECOND;
        unreported.removeIf(one -> one.epoch() >= progress.epoch()); // an epoch of several steps is told by its last
        unreported.add(new EpochFigures(
                place.fold(),
                progress.epoch(),
                finite(progress.trainingLoss()),
                finite(progress.validationLoss()),
                finite(progress.learningRate()),
                seconds > 0 ? rows / seconds : null,
                seconds > 0 && cpuNanos >= 0 ? cpuNanos / SECOND / seconds : null,
                heapBytes,
                Duration.ofNanos(System.nanoTime() - begun).toMillis()));
    }

    /** The steps since it was last asked. */
    List<EpochFigures> steps() {
        List<EpochFigures> steps = List.copyOf(unreported);
        unreported.clear();
        return steps;
    }

    private static long cpu() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
    }

    boolean reportDue() {
        long now = System.nanoTime();
        if (now - reported < REPORT) {
            return false;
        }
        reported = now;
        return true;
    }

    boolean checkpointDue() {
        return System.nanoTime() - saved >= CHECKPOINT;
    }

    void checkpointWritten() {
        saved = System.nanoTime();
    }

    TrainingProgress of(Progress progress) {
        int done = progress.epoch() - firstEpoch;
        int left = progress.epochs() - progress.epoch();
        Long eta = done < 1
                ? null
                : Duration.ofNanos((long) ((double) (System.nanoTime() - begun) / done * left))
                        .toSeconds();
        double fraction = progress.epochs() == 0 ? 0 : (double) progress.epoch() / progress.epochs();
        return new TrainingProgress(
                place.phase(),
                progress.epoch(),
                progress.epochs(),
                place.fraction(fraction),
                finite(progress.trainingLoss()),
                finite(progress.validationLoss()),
                eta);
    }

    private static @Nullable Double finite(double loss) {
        return Double.isFinite(loss) ? loss : null;
    }
}
