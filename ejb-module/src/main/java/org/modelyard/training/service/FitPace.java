package org.modelyard.training.service;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.train.Progress;
import org.modelyard.training.model.EpochFigures;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingProgress;

/** When a fit reports and saves, how fast it goes, and how long it will take by its pace so far. For the fitting thread. */
final class FitPace {

    /** Cancelling is noticed at reports, so they come well within a second. */
    private static final long REPORT = Duration.ofMillis(200).toNanos();

    private static final long CHECKPOINT = Duration.ofSeconds(2).toNanos();
    private static final double SECOND = 1e9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int fold;
    private final int folds;
    private final int rows;
    private final int firstEpoch;
    private final long begun = System.nanoTime();
    private final List<EpochFigures> unreported = new ArrayList<>();
    private long reported = begun;
    private long saved = begun - CHECKPOINT;
    private long stepBegun = begun;
    private final LongSupplier cpu;
    private long stepCpu;

    /**
     * @param fold of a cross-validation, from 1; 0: the version's own fit
     * @param folds of the cross-validation; of no meaning for the version's own fit
     * @param rows that a step goes over
     * @param firstEpoch epochs that were done before this execution
     * @param cpu time of the processor that the fit took so far, in nanoseconds; negative where that is not known
     */
    FitPace(int fold, int folds, int rows, int firstEpoch, LongSupplier cpu) {
        this.fold = fold;
        this.folds = folds;
        this.rows = rows;
        this.firstEpoch = firstEpoch;
        this.cpu = cpu;
        this.stepCpu = cpu.getAsLong();
    }

    /** Of a fit on this thread. */
    FitPace(int fold, int folds, int rows, int firstEpoch) {
        this(fold, folds, rows, firstEpoch, FitPace::ownCpu);
    }

    /** Notes a step of this process that was just done. */
    void stepped(Progress progress) {
        Runtime heap = Runtime.getRuntime();
        stepped(progress, heap.totalMemory() - heap.freeMemory());
    }

    /** Notes a step that was just done. */
    void stepped(Progress progress, long heapBytes) {
        long now = System.nanoTime();
        long spent = cpu.getAsLong();
        double seconds = (now - stepBegun) / SECOND;
        unreported.removeIf(one -> one.epoch() >= progress.epoch()); // an epoch of several steps is told by its last
        unreported.add(new EpochFigures(
                fold,
                progress.epoch(),
                finite(progress.trainingLoss()),
                finite(progress.validationLoss()),
                finite(progress.learningRate()),
                seconds > 0 ? rows / seconds : null,
                seconds > 0 && stepCpu >= 0 ? (spent - stepCpu) / SECOND / seconds : null,
                heapBytes,
                Duration.ofNanos(now - begun).toMillis()));
        stepBegun = now;
        stepCpu = spent;
    }

    /** The steps since it was last asked. */
    List<EpochFigures> steps() {
        List<EpochFigures> steps = List.copyOf(unreported);
        unreported.clear();
        return steps;
    }

    private static long ownCpu() {
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
                fold == 0 ? TrainingPhase.FIT : TrainingPhase.EVALUATE,
                progress.epoch(),
                progress.epochs(),
                fold == 0 ? fraction : (fold - 1 + fraction) / folds,
                finite(progress.trainingLoss()),
                finite(progress.validationLoss()),
                eta);
    }

    private static @Nullable Double finite(double loss) {
        return Double.isFinite(loss) ? loss : null;
    }
}
