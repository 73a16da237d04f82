package org.modelyard.serving.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.model.Canary;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.DeploymentState;

/**
 * A deployment as others see it.
 *
 * @param percent its share while it is rolled out step by step; null else
 * @param autoRollback whether the version before comes back when this one is lost while it serves
 * @param healthCheckTimeout how long loading and trying the model may take, and an answer at a health check
 * @param concurrency requests that it answers at the same time on a node; null for as many as the node does
 * @param memoryBudget bytes that its model may take in memory; null for any
 * @param canary rows that it must answer as expected
 * @param problem why it failed, still waits, or was withdrawn
 */
public record DeploymentView(
        UUID id,
        String model,
        String version,
        String environment,
        DeploymentState state,
        String strategy,
        @Nullable Double percent,
        boolean autoRollback,
        Duration healthCheckTimeout,
        @Nullable Integer concurrency,
        @Nullable Long memoryBudget,
        List<Canary> canary,
        List<String> tags,
        String createdBy,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable Instant endedAt,
        @Nullable String problem) {

    static DeploymentView of(Deployment deployment) {
        DeploymentCare care = deployment.care();
        return new DeploymentView(
                deployment.publicId(),
                deployment.model(),
                deployment.modelVersion(),
                deployment.environment(),
                deployment.state(),
                deployment.strategy(),
                deployment.state() == DeploymentState.ROLLING_OUT ? deployment.buckets() / 100.0 : null,
                care.autoRollback(),
                care.healthCheck(),
                care.concurrency(),
                care.memoryBudget(),
                care.canaries().list(),
                deployment.tags(),
                deployment.createdBy(),
                deployment.createdAt(),
                deployment.activatedAt(),
                deployment.endedAt(),
                deployment.problem());
    }
}
