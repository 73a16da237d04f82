package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.registry.service.Champions;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.DeploymentState;

class DeploymentStepsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Deployment deployment = Deployment.request(
            Environment.open(50, "production", NOW),
            new Deployment.Subject(3, "income", 100, "1.0.0"),
            List.of(),
            DeploymentCare.USUAL.withoutRollback(),
            "anna",
            NOW);
    private final DeploymentSteps.Step step = DeploymentSteps.Step.of(deployment);
    private final List<String> audited = new ArrayList<>();
    private final List<Object> fired = new ArrayList<>();
    private final DeploymentSteps steps = Wired.with(
            new DeploymentSteps(),
            new One(),
            new Unguarded(),
            new Uncounted(),
            new Written(),
            Wired.event(fired),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void what_serves_and_fails_is_audited_and_alerted_of_once() {
        deployment.activate(NOW);
        steps.fail(step, "its file is damaged");
        assertThat(deployment.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(audited).containsExactly("deployment.fail");
        int said = fired.size();
        steps.fail(step, "its file is damaged");
        assertThat(audited).containsExactly("deployment.fail");
        assertThat(fired).hasSize(said);
    }

    /** Two nodes find the same; or another took over while its model was being tried. */
    @Test
    void what_has_ended_meanwhile_has_not_failed() {
        deployment.overtaken(NOW);
        steps.fail(step, "its file is damaged");
        assertThat(deployment.state()).isEqualTo(DeploymentState.SUPERSEDED);
        assertThat(deployment.problem()).isNull();
        assertThat(audited).isEmpty();
        assertThat(fired).isEmpty();
    }

    private final class One extends Deployments {
        One() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<Deployment> byId(long id) {
            return Optional.of(deployment);
        }
    }

    private static final class Unguarded extends Champions {
        @Override
        public void lock(long modelId) {
            // nobody else is there
        }

        @Override
        public void abdicate(Caller caller, long versionId, String environment) {
            // it has no alias
        }
    }

    private static final class Uncounted extends Epochs {
        Uncounted() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public void raise(String name) {
            // nobody routes
        }
    }

    private final class Written extends Audit {
        @Override
        public void done(Caller caller, String action, String subject, @Nullable String detail) {
            audited.add(action);
        }
    }
}
