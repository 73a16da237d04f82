package org.modelyard.serving.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.RoutingReason;

/** A row of the inference log, for reading: {@link InferenceLogWriter} writes them. */
@Entity
@Table(name = "inference")
public class Inference {

    @Id
    private byte[] id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_id")
    private long modelId;

    @Column(name = "model_version_id")
    private long modelVersionId;

    @Column(name = "deployment_id")
    private long deploymentId;

    @Column(name = "environment_id")
    private long environmentId;

    private @Nullable String variant;

    @Enumerated(EnumType.STRING)
    private RoutingReason reason;

    @Convert(converter = InstantColumn.class)
    private Instant at;

    private @Nullable String unit;

    @Enumerated(EnumType.STRING)
    private InferenceOutcome outcome;

    private String inputs;
    private @Nullable String label;

    @Column(name = "number_value")
    private @Nullable Double number;

    private @Nullable Double score;
    private @Nullable String scores;
    private @Nullable String outputs;

    @Column(name = "latency_micros")
    private long latencyMicros;

    private @Nullable String dimensions;

    @Column(name = "trace_id")
    private @Nullable String traceId;

    private @Nullable String attributes;

    @Convert(converter = InstantColumn.class)
    @Column(name = "occurred_at")
    private @Nullable Instant occurredAt;

    @Column(name = "experiment_id")
    private @Nullable Long experimentId;

    @Column(name = "input_tokens")
    private @Nullable Long inputTokens;

    @Column(name = "output_tokens")
    private @Nullable Long outputTokens;

    @Column(name = "cost_nanos")
    private @Nullable Long costNanos;

    private @Nullable String currency;

    @SuppressWarnings("NullAway.Init")
    protected Inference() {}

    public UUID inferenceId() {
        return UuidColumn.of(id);
    }

    public long organisationId() {
        return organisationId;
    }

    public long modelId() {
        return modelId;
    }

    public long modelVersionId() {
        return modelVersionId;
    }

    /** 0 when no deployment took part. */
    public long deploymentId() {
        return deploymentId;
    }

    /** 0 when no environment took part. */
    public long environmentId() {
        return environmentId;
    }

    public @Nullable String variant() {
        return variant;
    }

    public RoutingReason reason() {
        return reason;
    }

    public Instant at() {
        return at;
    }

    public @Nullable String unit() {
        return unit;
    }

    public InferenceOutcome outcome() {
        return outcome;
    }

    /** JSON object by feature. */
    public String inputs() {
        return inputs;
    }

    /** Predicted class; null for a regression. */
    public @Nullable String label() {
        return label;
    }

    /** Predicted value of a regression. */
    public @Nullable Double number() {
        return number;
    }

    public @Nullable Double score() {
        return score;
    }

    /** JSON object by label. */
    public @Nullable String scores() {
        return scores;
    }

    /** JSON object by output beside the target. */
    public @Nullable String outputs() {
        return outputs;
    }

    public long latencyMicros() {
        return latencyMicros;
    }

    /** JSON object. */
    public @Nullable String dimensions() {
        return dimensions;
    }

    /** Of the request that it came with, 32 hexadecimal digits; null where none was told. */
    public @Nullable String traceId() {
        return traceId;
    }

    /** JSON object of what the caller said about the unit. */
    public @Nullable String attributes() {
        return attributes;
    }

    /** When it happened, by the caller's word. */
    public @Nullable Instant occurredAt() {
        return occurredAt;
    }

    /** Internal id of the experiment that it belongs to; null mostly. */
    public @Nullable Long experimentId() {
        return experimentId;
    }

    /** Read; null where nobody has told. */
    public @Nullable Long inputTokens() {
        return inputTokens;
    }

    /** Written; null where nobody has told. */
    public @Nullable Long outputTokens() {
        return outputTokens;
    }

    /** Billionths of the currency; null where the cost is not known. */
    public @Nullable Long costNanos() {
        return costNanos;
    }

    /** Three letters; null where the cost is not known. */
    public @Nullable String currency() {
        return currency;
    }
}
