package org.modelyard.serving.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.RoutingReason;

/**
 * What was asked and answered, which version and why, and what became of it.
 *
 * @param experiment that it belongs to; left out mostly
 * @param round of a bandit that divided then; left out where shares are fixed, as the next
 * @param propensity with which the round gave its variant
 * @param environment null when the caller named a version
 * @param deployment null when the caller named a version
 * @param inputs JSON object
 * @param label null for a regression
 * @param value null for a classification
 * @param scores JSON object: the ten highest
 * @param outputs JSON object by output beside the target, each with label, score and scores, or value; left out where the version
 *     has none
 * @param spent tokens and cost; null where nobody has told
 * @param dimensions JSON object
 * @param traceId of the request that it came with, as its traceparent told it
 * @param attributes JSON object of what the caller said about the unit
 * @param occurredAt when it happened, by the caller's word
 * @param feedback oldest first: the last one counts
 */
public record InferenceView(
        UUID inferenceId,
        String model,
        String version,
        @Nullable String variant,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String experiment,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer round,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double propensity,
        RoutingReason reason,
        @Nullable String environment,
        @Nullable UUID deployment,
        Instant at,
        @Nullable String unit,
        InferenceOutcome outcome,
        @JsonRawValue String inputs,
        @Nullable String label,
        @Nullable Double value,
        @Nullable Double score,
        @JsonRawValue @Nullable String scores,
        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String outputs,
        double latencyMillis,
        @Nullable SpentView spent,
        @JsonRawValue @Nullable String dimensions,
        @Nullable String traceId,
        @JsonRawValue @Nullable String attributes,
        @Nullable Instant occurredAt,
        List<FeedbackView> feedback) {}
