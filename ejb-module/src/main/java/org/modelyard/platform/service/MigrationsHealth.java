package org.modelyard.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Started, and ready, once this process has brought the tables to its version. */
@Startup
@Readiness
@ApplicationScoped
public class MigrationsHealth implements HealthCheck {

    @Inject
    private SchemaVersion schema;

    @Override
    public HealthCheckResponse call() {
        Optional<String> version = schema.current();
        return version.map(done -> HealthCheckResponse.named("migrations").up().withData("version", done))
                .orElseGet(() -> HealthCheckResponse.named("migrations").down())
                .build();
    }
}
