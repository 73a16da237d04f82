package org.modelyard.serving.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.model.Canaries;
import org.modelyard.serving.model.DeploymentCare;

/** Columns of what a deployment asks for its version: settled when it is asked for. */
@Embeddable
public class StoredCare {

    @Column(name = "health_check_millis")
    private long healthCheckMillis;

    @Column(name = "auto_rollback")
    private boolean autoRollback;

    private @Nullable Integer concurrency;

    @Column(name = "memory_budget")
    private @Nullable Long memoryBudget;

    private @Nullable String canary;

    protected StoredCare() {}

    static StoredCare of(DeploymentCare care) {
        StoredCare stored = new StoredCare();
        stored.healthCheckMillis = care.healthCheck().toMillis();
        stored.autoRollback = care.autoRollback();
        stored.concurrency = care.concurrency();
        stored.memoryBudget = care.memoryBudget();
        stored.canary = care.canaries().stored();
        return stored;
    }

    DeploymentCare care() {
        return new DeploymentCare(
                Duration.ofMillis(healthCheckMillis), autoRollback, concurrency, memoryBudget, Canaries.parse(canary));
    }
}
