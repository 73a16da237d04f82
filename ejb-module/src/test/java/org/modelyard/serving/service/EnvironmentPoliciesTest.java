package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.EnvironmentPolicy;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;

class EnvironmentPoliciesTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Caller ADMIN = new Caller(50, "anna", Role.ADMIN, "here");
    private static final Caller OPERATOR = new Caller(50, "olga", Role.OPERATOR, "here");
    private static final Caller STRANGER = new Caller(51, "carl", Role.ADMIN, "there");
    private static final EnvironmentPolicy ONE = new EnvironmentPolicy(Map.of(), Map.of(), 1);
    private static final EnvironmentPolicy TWO = new EnvironmentPolicy(Map.of("accuracy", Gate.min(0.8)), Map.of(), 2);

    private final List<Environment> rows = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();
    private final EnvironmentPolicies policies =
            Wired.with(new EnvironmentPolicies(), new Rows(), new Furnished(), new Written());

    @Test
    void it_is_set_read_and_taken_away_by_administrators() {
        assertThat(policies.of(OPERATOR, "production")).isEmpty();
        policies.govern(ADMIN, "production", TWO, null);
        assertThat(policies.of(OPERATOR, "production")).contains(TWO);
        assertThat(policies.of(OPERATOR, "staging")).isEmpty();
        assertThat(policies.all(OPERATOR)).containsExactly(Map.entry("production", TWO));
        assertThatThrownBy(() -> policies.govern(OPERATOR, "production", null, null))
                .isInstanceOf(Refusal.Forbidden.class);
        policies.govern(ADMIN, "production", null, null);
        assertThat(policies.of(OPERATOR, "production")).isEmpty();
        assertThat(audited)
                .containsExactly(
                        "environment.govern environment/production"
                                + " {\"gates\":{\"accuracy\":{\"min\":0.8,\"max\":null}},\"fairness\":{},\"approvals\":2}",
                        "environment.govern environment/production no policy");
    }

    @Test
    void one_that_has_changed_since_it_was_read_is_not_overruled() {
        policies.govern(ADMIN, "staging", ONE, null);
        long seen = EnvironmentPolicies.tag(ONE);
        policies.govern(ADMIN, "staging", TWO, seen);
        assertThatThrownBy(() -> policies.govern(ADMIN, "staging", ONE, seen)).isInstanceOf(Refusal.Stale.class);
        assertThatThrownBy(() -> policies.govern(ADMIN, "staging", null, seen)).isInstanceOf(Refusal.Stale.class);
        assertThatThrownBy(() -> policies.govern(ADMIN, "production", ONE, seen))
                .as("there is none")
                .isInstanceOf(Refusal.Stale.class);
        assertThat(policies.of(ADMIN, "staging")).contains(TWO);
        assertThat(audited).hasSize(2);
    }

    @Test
    void the_audit_has_it_under_the_environments_own_name() {
        policies.govern(ADMIN, "Staging", null, null);
        assertThat(audited).containsExactly("environment.govern environment/staging no policy");
    }

    @Test
    void it_is_of_an_environment_that_is_there_and_of_ones_own_organisation() {
        assertThatThrownBy(() -> policies.of(ADMIN, "moon")).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> policies.govern(ADMIN, "moon", ONE, null)).isInstanceOf(Refusal.NotFound.class);
        policies.govern(ADMIN, "production", ONE, null);
        assertThat(policies.of(STRANGER, "production")).isEmpty();
        Environment gone = Environment.open(50, "qa", NOW);
        gone.close(NOW);
        rows.add(gone);
        assertThatThrownBy(() -> policies.govern(ADMIN, "qa", ONE, null)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> policies.of(ADMIN, "qa")).isInstanceOf(Refusal.NotFound.class);
    }

    private final class Rows extends Environments {
        Rows() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<Environment> byName(long organisationId, String name) {
            return locked(organisationId, name).filter(row -> !row.closed());
        }

        /** As MariaDB compares. */
        @Override
        public Optional<Environment> locked(long organisationId, String name) {
            return ever(organisationId).stream()
                    .filter(row -> row.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        @Override
        public List<Environment> ever(long organisationId) {
            return rows.stream()
                    .filter(row -> row.organisationId() == organisationId)
                    .toList();
        }
    }

    private final class Furnished extends EnvironmentRooms {
        @Override
        public void furnish(long organisationId) {
            if (rows.stream().noneMatch(row -> row.organisationId() == organisationId)) {
                Environment.STANDARD.forEach(name -> rows.add(Environment.open(organisationId, name, NOW)));
            }
        }
    }

    private final class Written extends Audit {
        @Override
        public void done(Caller caller, String action, String subject, @Nullable String detail) {
            audited.add(action + " " + subject + " " + detail);
        }
    }
}
