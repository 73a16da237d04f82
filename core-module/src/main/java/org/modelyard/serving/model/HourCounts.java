package org.modelyard.serving.model;

import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.Histograms;
import org.modelyard.monitoring.model.ProfileLayout;

/** Exact counts of one hour; they outlive the log's rows. Adding is exact. Not thread-safe. */
public final class HourCounts {

    private final LatencyCounts latencies;
    private final ScoreCounts scores;
    private final UnitCounts units;
    private final @Nullable Histograms histograms;
    private long requests;
    private long errors;
    private long failed;
    private long latencySumMicros;
    private long logBytes;

    /** All 0. */
    public HourCounts(@Nullable ProfileLayout layout) {
        this(
                0,
                0,
                0,
                0,
                0,
                new LatencyCounts(),
                new ScoreCounts(),
                new UnitCounts(),
                layout == null ? null : new Histograms(layout));
    }

    /** As they were stored. */
    public HourCounts(
            long requests,
            long errors,
            long failed,
            long latencySumMicros,
            long logBytes,
            LatencyCounts latencies,
            ScoreCounts scores,
            UnitCounts units,
            @Nullable Histograms histograms) {
        this.requests = requests;
        this.errors = errors;
        this.failed = failed;
        this.latencySumMicros = latencySumMicros;
        this.logBytes = logBytes;
        this.latencies = latencies;
        this.scores = scores;
        this.units = units;
        this.histograms = histograms;
    }

    /**
     * Inputs that were refused are counted as an error and in no histogram; those that are withheld in no histogram. Of what is compared, rows that nobody was
     * asked about are in no histogram of latencies: a side that turns them away would seem to be the faster one.
     */
    public void add(InferenceRecord inference, int bytes) {
        requests++;
        latencySumMicros += inference.latencyMicros();
        logBytes += bytes;
        boolean compared = RolloutVariants.has(inference.variant());
        if (!compared || inference.asked()) {
            latencies.add(inference.latencyMicros());
        }
        if (inference.outcome() != InferenceOutcome.ANSWERED) {
            errors++;
        } else if (inference.label() != null) {
            scores.add(inference.score());
        }
        if (inference.outcome() == InferenceOutcome.FAILED) {
            failed++;
        }
        if (inference.outcome() != InferenceOutcome.REFUSED && compared) {
            units.add(inference);
        }
        Histograms counted = histograms;
        if (counted == null || inference.outcome() == InferenceOutcome.REFUSED) {
            return;
        }
        if (WithheldInputs.told(inference.inputs())) {
            counted.add(inference.inputs());
        }
        if (inference.outcome() == InferenceOutcome.ANSWERED) {
            if (inference.label() == null) {
                counted.addPrediction(inference.score());
            } else {
                counted.addPrediction(inference.labelIndex(), inference.score());
            }
        }
    }

    /** The sum as a new object; histograms of which either side has none are dropped. */
    public HourCounts plus(HourCounts other) {
        LatencyCounts sum = LatencyCounts.fromBytes(latencies.toBytes());
        sum.addAll(other.latencies);
        ScoreCounts both = ScoreCounts.fromBytes(scores.toBytes());
        both.addAll(other.scores);
        UnitCounts together = UnitCounts.fromBytes(units.toBytes());
        together.addAll(other.units);
        Histograms mine = histograms;
        Histograms theirs = other.histograms;
        return new HourCounts(
                requests + other.requests,
                errors + other.errors,
                failed + other.failed,
                latencySumMicros + other.latencySumMicros,
                logBytes + other.logBytes,
                sum,
                both,
                together,
                mine == null || theirs == null ? null : mine.plus(theirs));
    }

    /** Rows answered, refused or failed. */
    public long requests() {
        return requests;
    }

    /** Rows refused or failed. */
    public long errors() {
        return errors;
    }

    /** Rows that fit and got no answer. */
    public long failed() {
        return failed;
    }

    public long latencySumMicros() {
        return latencySumMicros;
    }

    /** Bytes of the texts that the hour's rows have in the log. */
    public long logBytes() {
        return logBytes;
    }

    /** Scores of the predicted classes. */
    public ScoreCounts scores() {
        return scores;
    }

    /** Of what takes part in a rollout. */
    public UnitCounts units() {
        return units;
    }

    /** Of all rows; while a version is rolled out, of those that somebody was asked about. */
    public LatencyCounts latencies() {
        return latencies;
    }

    public @Nullable Histograms histograms() {
        return histograms;
    }
}
