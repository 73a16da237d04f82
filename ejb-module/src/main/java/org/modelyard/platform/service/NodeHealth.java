package org.modelyard.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as it answers: a dead database is no reason to restart the process. */
@Liveness
@ApplicationScoped
public class NodeHealth implements HealthCheck {

    @Inject
    private Node node;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("node")
                .up()
                .withData("id", node.id().toString())
                .build();
    }
}
