package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.AlertNeeded;
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
    private Deployment found = deployment;
    private @Nullable String barred;
    private @Nullable String gone;
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

    /** Between the request and now its environment was frozen, or its model large. */
    @Test
    void what_was_asked_for_and_lacks_what_the_policy_requires_by_now_fails_with_the_reason() {
        barred = "income 1.0.0 may not serve production: bea has rejected it for production.";
        assertThat(steps.activate(step)).isFalse();
        assertThat(deployment.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(deployment.problem()).isEqualTo(barred);
        assertThat(audited).containsExactly("deployment.fail");
    }

    @Test
    void nobody_takes_over_past_the_policy() {
        barred = "income 1.0.0 may not serve production: It has 0 of 1 approvals for production.";
        assertThatThrownBy(() -> steps.takeOver(Caller.server(50), deployment))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage(barred);
        assertThat(deployment.state()).isEqualTo(DeploymentState.PENDING);
    }

    @Test
    void the_way_back_asks_no_policy() {
        barred = "income 1.0.0 may not serve production: bea has rejected it for production.";
        deployment.activate(NOW);
        found = deployment.rollBackTo(deployment, "anna", NOW);
        assertThat(steps.activate(DeploymentSteps.Step.of(found))).isTrue();
        assertThat(found.state()).isEqualTo(DeploymentState.ACTIVE);
        assertThat(deployment.state()).isEqualTo(DeploymentState.ROLLED_BACK);
    }

    /** People were told that it comes back by itself. */
    @Test
    void what_was_to_come_back_and_fails_is_alerted_of_where_nothing_serves() {
        deployment.activate(NOW);
        found = deployment.rollBackTo(deployment, "server", NOW);
        deployment.fail("its file is damaged", NOW);
        steps.fail(DeploymentSteps.Step.of(found), "its file is damaged too");
        assertThat(found.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(lost()).singleElement().satisfies(alert -> {
            assertThat(alert.title()).isEqualTo("income 1.0.0 does not come back to production");
            assertThat(alert.detail()).startsWith("its file is damaged too").contains("Nothing serves there");
        });
    }

    @Test
    void what_may_not_come_back_is_alerted_of_where_nothing_serves() {
        deployment.activate(NOW);
        found = deployment.rollBackTo(deployment, "server", NOW);
        deployment.fail("its file is damaged", NOW);
        gone = "income 1.0.0 was deleted.";
        assertThat(steps.activate(DeploymentSteps.Step.of(found))).isFalse();
        assertThat(found.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(lost()).singleElement().satisfies(alert -> assertThat(alert.detail())
                .startsWith("income 1.0.0 was deleted."));
    }

    @Test
    void what_was_to_come_back_and_fails_is_no_loss_while_something_serves() {
        deployment.activate(NOW);
        found = deployment.rollBackTo(deployment, "anna", NOW);
        steps.fail(DeploymentSteps.Step.of(found), "its file is damaged");
        assertThat(found.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(lost()).isEmpty();
    }

    private List<AlertNeeded> lost() {
        return fired.stream()
                .filter(AlertNeeded.class::isInstance)
                .map(AlertNeeded.class::cast)
                .filter(alert -> alert.kind().equals(DeploymentAlerts.LOST))
                .toList();
    }

    private final class One extends Deployments {
        One() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<Deployment> byId(long id) {
            return Optional.of(found);
        }

        @Override
        public Optional<String> frozen(Deployment next, Instant now) {
            return Optional.empty();
        }

        @Override
        public Optional<Deployment> activeInPlaceOf(Deployment next) {
            return Optional.of(deployment).filter(one -> one.state() == DeploymentState.ACTIVE);
        }

        @Override
        public List<Deployment> rollingOut(long organisationId, long modelId, long environmentId) {
            return List.of();
        }

        @Override
        public void flush() {
            // no rows
        }
    }

    private final class Unguarded extends Champions {
        @Override
        public void lock(long modelId) {
            // nobody else is there
        }

        @Override
        public @Nullable String gone(long versionId) {
            return gone;
        }

        @Override
        public @Nullable String barred(long versionId, String environment) {
            return barred;
        }

        @Override
        public void crown(Caller caller, long versionId, String environment) {
            // nobody asks for the champion
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
