package org.modelyard.serving.service;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.entity.FeedbackLog;
import org.modelyard.serving.entity.HourlyHistograms;
import org.modelyard.serving.entity.LoggedDimensions;
import org.modelyard.serving.entity.UsageHours;
import org.modelyard.serving.model.LatencyCounts;

/** Adds up what {@link ModelMetricsView.Figures} are made of. */
final class FigureSums {

    private static final double MICROS_PER_MILLI = 1_000;
    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    private final LatencyCounts latencies = new LatencyCounts();
    private long requests;
    private long errors;
    private long latencyMicros;
    private long judged;
    private long correct;
    private long measured;
    private double absolute;
    private double squared;
    private long inputTokens;
    private long outputTokens;
    private final Map<String, BigInteger> costs = new TreeMap<>();

    void add(HourlyHistograms.Counted hour) {
        requests += hour.requests();
        errors += hour.errors();
        latencyMicros += hour.latencySumMicros();
        latencies.addAll(LatencyCounts.fromBytes(hour.latencies()));
    }

    /** Tokens and cost of hours whose requests are counted already. */
    void spend(UsageHours.Spending spending) {
        spend(spending.currency(), spending.inputTokens(), spending.outputTokens(), spending.costNanos());
    }

    private void spend(String currency, long input, long output, BigInteger costNanos) {
        inputTokens += input;
        outputTokens += output;
        if (!currency.isEmpty()) {
            costs.merge(currency, costNanos, BigInteger::add);
        }
    }

    /** All of an hour. */
    void add(UsageHours.Counted hour) {
        requests += hour.requests();
        errors += hour.errors();
        latencyMicros += hour.latencySumMicros();
        latencies.addAll(LatencyCounts.fromBytes(hour.latencies()));
        spend(hour.currency(), hour.inputTokens(), hour.outputTokens(), BigInteger.valueOf(hour.costNanos()));
    }

    /** One row of the log. */
    void add(LoggedDimensions.Row row) {
        requests++;
        errors += row.answered() ? 0 : 1;
        latencyMicros += row.latencyMicros();
        latencies.add(row.latencyMicros());
        spend(row.currency(), row.inputTokens(), row.outputTokens(), BigInteger.valueOf(row.costNanos()));
    }

    void add(FeedbackLog.Tally tally) {
        judged += tally.judged();
        correct += tally.correct();
        measured += tally.measured();
        absolute += tally.absoluteDeviation();
        squared += tally.squaredDeviation();
    }

    void add(FigureSums other) {
        requests += other.requests;
        errors += other.errors;
        latencyMicros += other.latencyMicros;
        latencies.addAll(other.latencies);
        judged += other.judged;
        correct += other.correct;
        measured += other.measured;
        absolute += other.absolute;
        squared += other.squared;
        inputTokens += other.inputTokens;
        outputTokens += other.outputTokens;
        other.costs.forEach((currency, nanos) -> costs.merge(currency, nanos, BigInteger::add));
    }

    /** Null where there are no tokens and no cost is known. */
    @Nullable
    SpentSums spent() {
        if (inputTokens == 0 && outputTokens == 0 && costs.isEmpty()) {
            return null;
        }
        Map<String, String> amounts = new TreeMap<>();
        costs.forEach((currency, nanos) -> amounts.put(currency, Costs.amount(nanos)));
        return new SpentSums(inputTokens == 0 ? null : inputTokens, outputTokens == 0 ? null : outputTokens, amounts);
    }

    ModelMetricsView.Figures figures() {
        return new ModelMetricsView.Figures(
                requests,
                errors,
                share(latencyMicros / MICROS_PER_MILLI, requests),
                millis(P95),
                judged,
                share(correct, judged),
                measured,
                share(absolute, measured),
                measured == 0 ? null : Math.sqrt(squared / measured),
                spent());
    }

    UsageView.Figures usage() {
        return new UsageView.Figures(
                requests,
                errors,
                share(latencyMicros / MICROS_PER_MILLI, requests),
                millis(MEDIAN),
                millis(P95),
                millis(P99));
    }

    private @Nullable Double millis(double quantile) {
        double micros = latencies.quantileMicros(quantile); // none where nobody was asked about any request
        return Double.isNaN(micros) ? null : micros / MICROS_PER_MILLI;
    }

    private static @Nullable Double share(double sum, long of) {
        return of == 0 ? null : sum / of;
    }
}
