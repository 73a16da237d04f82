package org.modelyard.rollout.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.model.UnitCounts;

/**
 * What the source has counted of one side up to now. Its arrays are not copied.
 *
 * @param requests that fit: answered or failed
 * @param failed requests that fit and got no answer
 * @param latencies by bin of {@link org.modelyard.serving.model.LatencyCounts}
 * @param scores of the predicted class, by bin of {@link org.modelyard.serving.model.ScoreCounts}
 * @param labels answers of which is known whether they were right, and those that were wrong, by the step in which they were given:
 *     labels come late, and say something about the traffic of then
 * @param mirrored requests that both sides answered, and those that they answered differently
 * @param values what answers were worth, by the step in which they were given
 * @param repeats how often their units come back, over the steps that both sides have; null where each answer is of a unit of its own
 * @param labelUnits how labels lie in units, over all steps; null where they were not counted
 * @param units requests and failures by group of units, as {@link UnitCounts#counts} gives them; empty where they were not counted
 */
public record Sighting(
        long requests,
        long failed,
        long[] latencies,
        long[] scores,
        List<Arm> labels,
        Arm mirrored,
        List<Worth> values,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Repeats repeats,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Clusters labelUnits,
        long[] units) {

    private static final long[] NO_UNITS = {};
    private static final double LOWEST_SCORES = 0.1;

    public Sighting {
        labels = List.copyOf(labels);
        values = values == null ? List.of() : List.copyOf(values); // none in what was stored before they were kept
        units = units == null ? NO_UNITS : units;
    }

    /** Without values, and without units. */
    public Sighting(long requests, long failed, long[] latencies, long[] scores, List<Arm> labels, Arm mirrored) {
        this(requests, failed, latencies, scores, labels, mirrored, List.of(), null, null, NO_UNITS);
    }

    /** Of answers that were given in a step. */
    Arm labels(int step) {
        return step < labels.size() ? labels.get(step) : Arm.NONE;
    }

    Arm errors() {
        return new Arm(requests, failed);
    }

    /** What came since, by threshold: all in bins above the one that holds the champion's quantile are slow. */
    static Arm slower(long[] before, long[] now, int quantileBin) {
        long all = 0;
        long above = 0;
        for (int i = 0; i < now.length; i++) {
            long more = now[i] - before[i];
            all += more;
            above += i > quantileBin ? more : 0;
        }
        return new Arm(all, above);
    }

    /** What came since: all in bins below the one that holds the champion's lowest decile are unsure. */
    static Arm lessSure(long[] before, long[] now, int decileBin) {
        long all = 0;
        long below = 0;
        for (int i = 0; i < now.length; i++) {
            long more = now[i] - before[i];
            all += more;
            below += i < decileBin ? more : 0;
        }
        return new Arm(all, below);
    }

    /** The bin that holds the quantile of the latencies; -1 when there are fewer than the minimum. */
    int latencyBin(double quantile, long minimum) {
        return bin(latencies, quantile, minimum);
    }

    /** The bin that holds the lowest decile of the scores; -1 when there are fewer than the minimum. */
    int scoreBin(long minimum) {
        return bin(scores, LOWEST_SCORES, minimum);
    }

    private static int bin(long[] counts, double share, long minimum) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        if (total < minimum) {
            return -1;
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        int bin = 0;
        for (long below = counts[0]; below < rank; below += counts[bin]) {
            bin++;
        }
        return bin;
    }

    /** The same, with other labels. */
    Sighting labelled(List<Arm> other) {
        return new Sighting(requests, failed, latencies, scores, other, mirrored, values, repeats, labelUnits, units);
    }

    /** The same, with what answers were worth, by the step in which they were given, and how often their units come back. */
    public Sighting valued(List<Worth> other, @Nullable Repeats repeated) {
        return new Sighting(requests, failed, latencies, scores, labels, mirrored, other, repeated, labelUnits, units);
    }

    /** The same, with requests and failures by group of units. */
    public Sighting grouped(UnitCounts counts) {
        return new Sighting(
                requests, failed, latencies, scores, labels, mirrored, values, repeats, labelUnits, counts.counts());
    }

    /** The same, with how labels lie in units. */
    public Sighting labelledBy(@Nullable Clusters clusters) {
        return new Sighting(requests, failed, latencies, scores, labels, mirrored, values, repeats, clusters, units);
    }

    /** How requests and failures lie in groups of units. */
    Clusters requestUnits() {
        return Clusters.of(units);
    }

    /**
     * The same of what came since.
     *
     * @param before as {@link #units} were; empty for none
     */
    Clusters requestUnits(long[] before) {
        if (before.length != units.length) {
            return requestUnits();
        }
        long[] since = new long[units.length];
        for (int i = 0; i < since.length; i++) {
            since[i] = Math.max(0, units[i] - before[i]); // less where old rows were dropped
        }
        return Clusters.of(since);
    }

    /** Whether old rows were dropped since: then the sums of then and now cannot be compared. */
    boolean since(Sighting before) {
        return requests >= before.requests
                && failed >= before.failed
                && mirrored.trials() >= before.mirrored.trials()
                && none(before.latencies, latencies)
                && none(before.scores, scores);
    }

    /** Whether no bin has become smaller. */
    private static boolean none(long[] before, long[] now) {
        for (int i = 0; i < now.length; i++) {
            if (now[i] < before[i]) {
                return false;
            }
        }
        return true;
    }
}
