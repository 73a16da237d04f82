package org.modelyard.serving.model;

/** Exact counts of one part of an hour; they outlive the log's rows. A cost stays at the end of a long; nothing else comes near it. Not thread-safe. */
public final class UsageCounts {

    private final LatencyCounts latencies;
    private long requests;
    private long errors;
    private long latencySumMicros;
    private long inputTokens;
    private long outputTokens;
    private long costNanos;

    /** All 0. */
    public UsageCounts() {
        this(0, 0, 0, 0, 0, 0, new LatencyCounts());
    }

    /** As they were stored. */
    public UsageCounts(
            long requests,
            long errors,
            long latencySumMicros,
            long inputTokens,
            long outputTokens,
            long costNanos,
            LatencyCounts latencies) {
        this.requests = requests;
        this.errors = errors;
        this.latencySumMicros = latencySumMicros;
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
        this.costNanos = costNanos;
        this.latencies = latencies;
    }

    /** What nobody has told adds nothing. */
    public void add(InferenceRecord inference) {
        requests++;
        errors += inference.outcome() == InferenceOutcome.ANSWERED ? 0 : 1;
        latencySumMicros += inference.latencyMicros();
        latencies.add(inference.latencyMicros());
        Spent spent = inference.spent();
        if (spent != null) {
            inputTokens += Math.max(0, spent.inputTokens());
            outputTokens += Math.max(0, spent.outputTokens());
            costNanos = capped(costNanos, Math.max(0, spent.costNanos()));
        }
    }

    /** The sum as a new object. */
    public UsageCounts plus(UsageCounts other) {
        LatencyCounts sum = LatencyCounts.fromBytes(latencies.toBytes());
        sum.addAll(other.latencies);
        return new UsageCounts(
                requests + other.requests,
                errors + other.errors,
                latencySumMicros + other.latencySumMicros,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                capped(costNanos, other.costNanos),
                sum);
    }

    private static long capped(long sum, long more) {
        return sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more;
    }

    /** Rows answered, refused or failed. */
    public long requests() {
        return requests;
    }

    /** Rows refused or failed. */
    public long errors() {
        return errors;
    }

    public long latencySumMicros() {
        return latencySumMicros;
    }

    /** Read, as far as somebody has told. */
    public long inputTokens() {
        return inputTokens;
    }

    /** Written, as far as somebody has told. */
    public long outputTokens() {
        return outputTokens;
    }

    /** Billionths of the key's currency. */
    public long costNanos() {
        return costNanos;
    }

    public LatencyCounts latencies() {
        return latencies;
    }
}
