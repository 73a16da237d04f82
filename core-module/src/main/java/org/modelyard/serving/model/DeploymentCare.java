package org.modelyard.serving.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment asks for its version.
 *
 * @param healthCheck how long loading and trying the model may take, and how long an answer at a health check
 * @param autoRollback whether the version before comes back when this one is lost while it serves
 * @param concurrency requests that it answers at the same time on a node; null for as many as the node does
 * @param memoryBudget bytes that its model may take in memory; null for any
 * @param canaries rows that it must answer as expected
 */
public record DeploymentCare(
        Duration healthCheck,
        boolean autoRollback,
        @Nullable Integer concurrency,
        @Nullable Long memoryBudget,
        Canaries canaries) {

    /** Usual time of a health check. */
    public static final Duration HEALTH_CHECK = Duration.ofSeconds(30);

    /** Nobody has said anything. */
    public static final DeploymentCare USUAL = new DeploymentCare(HEALTH_CHECK, true);

    /** Without bounds of its own, and without canary inputs. */
    public DeploymentCare(Duration healthCheck, boolean autoRollback) {
        this(healthCheck, autoRollback, null, null, Canaries.NONE);
    }

    /** The same, without bringing anything back by itself. */
    public DeploymentCare withoutRollback() {
        return new DeploymentCare(healthCheck, false, concurrency, memoryBudget, canaries);
    }
}
