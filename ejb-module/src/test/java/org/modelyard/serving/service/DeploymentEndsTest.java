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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Champions;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.DeploymentState;

class DeploymentEndsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Caller OPERATOR = new Caller(50, "olga", Role.OPERATOR, "here");

    private Deployment deployment = Deployment.request(
            Environment.open(50, "qa", NOW),
            new Deployment.Subject(3, "income", 100, "1.0.0"),
            List.of(),
            DeploymentCare.USUAL,
            "anna",
            NOW);
    private @Nullable String obstacle;
    private @Nullable String tested;
    private final List<String> happened = new ArrayList<>();
    private final List<Object> fired = new ArrayList<>();
    private final DeploymentEnds ends = Wired.with(
            new DeploymentEnds(),
            new One(),
            new Places(),
            new Crowned(),
            new Counted(),
            new Written(),
            Wired.event(fired),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void what_serves_ends_with_its_alias_and_its_route_under_the_model_s_lock() {
        deployment.activate(NOW);
        DeploymentView gone = ends.withdraw(OPERATOR, deployment.publicId(), "the trial is over");
        assertThat(gone.state()).isEqualTo(DeploymentState.WITHDRAWN);
        assertThat(gone.endedAt()).isEqualTo(NOW);
        assertThat(gone.problem()).isEqualTo("Withdrawn by olga: the trial is over");
        assertThat(happened).containsExactly("lock 3", "abdicate qa", "routing", "deployment.withdraw");
        assertThat(fired).containsExactly(new DeploymentChanged(50, deployment.publicId()));
        assertThatThrownBy(() -> ends.withdraw(OPERATOR, deployment.publicId(), null))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("WITHDRAWN");
    }

    /** A freeze, a rollout, or an experiment over the model's versions. */
    @Test
    void what_serves_stays_while_something_stands_against_it() {
        deployment.activate(NOW);
        obstacle = "The environment qa is frozen until tomorrow.";
        assertThatThrownBy(() -> ends.withdraw(OPERATOR, deployment.publicId(), null))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage(obstacle);
        obstacle = null;
        tested = "income 1.0.0 is in use: the experiment 'which' asks it.";
        assertThatThrownBy(() -> ends.withdraw(OPERATOR, deployment.publicId(), null))
                .hasMessage(tested);
        assertThat(deployment.state()).isEqualTo(DeploymentState.ACTIVE);
        assertThat(happened).containsOnly("lock 3");
    }

    /** As where a freeze keeps it waiting. */
    @Test
    void what_is_pending_is_not_waited_for_any_more_even_in_a_freeze() {
        obstacle = "The environment qa is frozen until tomorrow.";
        assertThat(ends.withdraw(OPERATOR, deployment.publicId(), null).state()).isEqualTo(DeploymentState.WITHDRAWN);
        assertThat(happened).as("it had no alias and no route").containsExactly("lock 3", "deployment.withdraw");
    }

    @Test
    void a_rollout_s_is_aborted_instead_and_the_way_back_is_left_alone() {
        Deployment serving = deployment;
        serving.activate(NOW);
        deployment = serving.rollBackTo(serving, "anna", NOW);
        assertThatThrownBy(() -> ends.withdraw(OPERATOR, deployment.publicId(), null))
                .hasMessageContaining("brings back");
        deployment.stepwise("CANARY", 500);
        assertThatThrownBy(() -> ends.withdraw(OPERATOR, deployment.publicId(), null))
                .hasMessageContaining("abort that rollout");
        deployment.rollOut();
        assertThatThrownBy(() -> ends.withdraw(OPERATOR, deployment.publicId(), null))
                .hasMessageContaining("abort that rollout");
    }

    @Test
    void it_needs_an_operator_and_a_reason_that_can_be_kept() {
        Caller reviewer = new Caller(50, "rita", Role.REVIEWER, "here");
        assertThatThrownBy(() -> ends.withdraw(reviewer, deployment.publicId(), null))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> ends.withdraw(OPERATOR, deployment.publicId(), "x".repeat(2_001)))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(happened).isEmpty();
    }

    private final class One extends Deployments {
        One() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<Deployment> byPublicId(long organisationId, UUID id) {
            return Optional.of(deployment);
        }
    }

    private final class Places extends ServedPlaces {
        @Override
        public long modelOf(Caller caller, UUID id) {
            return 3;
        }

        @Override
        public Optional<String> obstacle(Caller caller, Deployment ending) {
            return Optional.ofNullable(obstacle);
        }
    }

    private final class Crowned extends Champions {
        @Override
        public void lock(long modelId) {
            happened.add("lock " + modelId);
        }

        @Override
        public void requireUntested(long versionId) {
            if (tested != null) {
                throw new Refusal.Conflict(tested);
            }
        }

        @Override
        public void abdicate(Caller caller, long versionId, String environment) {
            happened.add("abdicate " + environment);
        }
    }

    private final class Counted extends Epochs {
        Counted() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public void raise(String name) {
            happened.add(name.equals(Epochs.ROUTING) ? "routing" : name);
        }
    }

    private final class Written extends Audit {
        @Override
        public void done(Caller caller, String action, String subject, @Nullable String detail) {
            happened.add(action);
        }
    }
}
