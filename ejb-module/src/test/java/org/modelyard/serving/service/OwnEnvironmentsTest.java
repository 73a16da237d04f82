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
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.PromotionPolicies;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.model.DeploymentCare;

class OwnEnvironmentsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Caller ADMIN = new Caller(50, "anna", Role.ADMIN, "here");

    private final List<Environment> rows = new ArrayList<>();
    private final List<Deployment> standing = new ArrayList<>();
    private final List<String> governed = new ArrayList<>();
    private final List<String> planned = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();
    private final OwnEnvironments own = Wired.with(
            new OwnEnvironments(),
            new Rows(),
            new Furnished(),
            new Standing(),
            new Governed(),
            new Planned(),
            new Written(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void one_is_made_once_and_is_no_standard_one() {
        EnvironmentView made = own.open(ADMIN, "qa");
        assertThat(made.name()).isEqualTo("qa");
        assertThat(made.standard()).isFalse();
        assertThat(made.champions()).isEmpty();
        assertThatThrownBy(() -> own.open(ADMIN, "qa"))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("'qa' already");
        assertThatThrownBy(() -> own.open(ADMIN, "production")).isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> own.open(ADMIN, "Q A")).isInstanceOf(Refusal.Invalid.class);
        assertThat(audited).containsExactly("environment.create environment/qa");
    }

    @Test
    void administrators_alone_make_and_remove_them() {
        Caller operator = new Caller(50, "olga", Role.OPERATOR, "here");
        assertThatThrownBy(() -> own.open(operator, "qa")).isInstanceOf(Refusal.Forbidden.class);
        own.open(ADMIN, "qa");
        assertThatThrownBy(() -> own.close(operator, "qa")).isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void there_are_twenty_at_most_and_a_removed_one_makes_room() {
        for (int i = Environment.STANDARD.size(); i < OwnEnvironments.MOST; i++) {
            own.open(ADMIN, "qa-" + i);
        }
        assertThatThrownBy(() -> own.open(ADMIN, "one-more"))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("20 environments");
        own.close(ADMIN, "qa-3");
        own.open(ADMIN, "one-more");
    }

    @Test
    void one_that_was_removed_is_the_same_when_it_is_made_again() {
        own.open(ADMIN, "qa");
        rows.get(rows.size() - 1).govern("{\"approvals\":1}");
        own.close(ADMIN, "qa");
        assertThatThrownBy(() -> own.close(ADMIN, "qa")).isInstanceOf(Refusal.NotFound.class);
        own.open(ADMIN, "qa");
        assertThat(rows.stream().filter(row -> row.name().equals("qa")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.closed()).isFalse();
                    assertThat(row.policy()).as("it ended with it").isNull();
                });
        assertThat(audited)
                .containsExactly(
                        "environment.create environment/qa",
                        "environment.govern environment/qa",
                        "environment.delete environment/qa",
                        "environment.create environment/qa");
    }

    @Test
    void what_stands_there_is_named_and_nothing_is_removed() {
        own.open(ADMIN, "qa");
        Deployment rolled = deployment("1.1.0");
        rolled.stepwise("CANARY", 500);
        standing.addAll(List.of(deployment("1.0.0"), rolled));
        governed.add("loans");
        planned.add("which-is-better");
        assertThatThrownBy(() -> own.close(ADMIN, "qa"))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("deployment of income 1.0.0 (")
                .hasMessageContaining("rollout of income 1.1.0 (")
                .hasMessageContaining("policy of loans; experiment which-is-better");
        assertThat(audited).containsExactly("environment.create environment/qa");
        standing.clear();
        governed.clear();
        assertThatThrownBy(() -> own.close(ADMIN, "qa")).hasMessageContaining("in use: experiment which-is-better.");
        planned.clear();
        own.close(ADMIN, "qa");
    }

    @Test
    void the_three_stay_and_what_is_not_there_is_not_found() {
        assertThatThrownBy(() -> own.close(ADMIN, "production"))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("cannot be removed");
        assertThatThrownBy(() -> own.close(ADMIN, "moon")).isInstanceOf(Refusal.NotFound.class);
        assertThat(audited).isEmpty();
    }

    private static Deployment deployment(String version) {
        return Deployment.request(
                Environment.open(50, "qa", NOW),
                new Deployment.Subject(3, "income", 100, version),
                List.of(),
                DeploymentCare.USUAL,
                "anna",
                NOW);
    }

    private final class Rows extends Environments {
        Rows() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public void add(Environment environment) {
            rows.add(environment);
        }

        @Override
        public Optional<Environment> locked(long organisationId, String name) {
            return rows.stream().filter(row -> row.name().equals(name)).findFirst();
        }

        @Override
        public List<Environment> ever(long organisationId) {
            return rows;
        }
    }

    private final class Furnished extends EnvironmentRooms {
        @Override
        public void furnish(long organisationId) {
            if (rows.isEmpty()) {
                Environment.STANDARD.forEach(name -> rows.add(Environment.open(organisationId, name, NOW)));
            }
        }
    }

    private final class Standing extends Deployments {
        Standing() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public List<Deployment> standing(long organisationId, long environmentId) {
            return standing;
        }
    }

    private final class Governed extends PromotionPolicies {
        @Override
        public List<String> holdingIn(Caller caller, String environment) {
            return governed;
        }
    }

    private final class Planned extends RunningExperiments {
        @Override
        public List<String> plannedIn(long organisationId, String environment) {
            return planned;
        }
    }

    private final class Written extends Audit {
        @Override
        public void done(Caller caller, String action, String subject, @Nullable String detail) {
            audited.add(action + " " + subject);
        }
    }
}
