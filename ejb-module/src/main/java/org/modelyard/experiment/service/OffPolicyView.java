package org.modelyard.experiment.service;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.OffPolicyReading;

/**
 * What another policy would have earned by an experiment's metric.
 *
 * @param policy the asked share of each variant
 * @param units that are judged: the estimates rest on them alone
 * @param rounds that they come from; 1 where shares are fixed
 * @param earned by the units that ran: the plain mean
 * @param effectiveSample units of equal weight that tell as much; below 100 there is a warning
 * @param largestWeight of a unit
 * @param confidence of the intervals, at one look, asymptotically
 * @param estimates IPS, SNIPS and DR; empty ones where nothing can be estimated, as the warning then says
 * @param warning what to mind; null when nothing
 */
public record OffPolicyView(
        String experiment,
        String metric,
        List<Share> policy,
        long units,
        int rounds,
        double earned,
        double effectiveSample,
        double largestWeight,
        double confidence,
        List<OffPolicyReading.Estimate> estimates,
        @Nullable String warning,
        Instant asOf) {

    /** Of a variant. */
    public record Share(String variant, double share) {}

    static OffPolicyView of(ExperimentReading reading, double[] policy, OffPolicyReading found) {
        return new OffPolicyView(
                reading.experiment().name(),
                reading.plan().metric().words(),
                IntStream.range(0, policy.length)
                        .mapToObj(
                                i -> new Share(reading.plan().variants().get(i).name(), policy[i]))
                        .toList(),
                found.units(),
                found.rounds(),
                found.earned(),
                found.effectiveSample(),
                found.largestWeight(),
                found.confidence(),
                found.estimates(),
                found.warning(),
                reading.at());
    }
}
