package org.modelyard.batch.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.modelyard.platform.service.SchemaVersion;
import org.modelyard.platform.service.TimedCheck;

/** Ready only while the batch repository answers. */
@Readiness
@ApplicationScoped
public class BatchHealth implements HealthCheck {

    @Inject
    private Instance<Operator> operator;

    @Inject
    private SchemaVersion schema;

    @Inject
    private TimedCheck check;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder batch = HealthCheckResponse.named("batch");
        if (schema.current().isEmpty()) { // asked while the server starts: no session bean can be called yet
            return batch.down().withData("problem", "starting").build();
        }
        return check.ask(batch, () -> operator.get().kept() + " executions kept");
    }
}
