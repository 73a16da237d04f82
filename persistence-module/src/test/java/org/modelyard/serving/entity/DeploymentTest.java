package org.modelyard.serving.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Canaries;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.DeploymentState;

class DeploymentTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Environment PRODUCTION = Environment.open(50, "production", NOW);

    @Test
    void it_serves_only_after_it_was_activated_and_ends_for_its_successor() {
        Deployment first = deployment(100);
        assertThat(first.state()).isEqualTo(DeploymentState.PENDING);
        first.activate(NOW);
        assertThat(first.state()).isEqualTo(DeploymentState.ACTIVE);
        first.endFor(deployment(101), NOW);
        assertThat(first.state()).isEqualTo(DeploymentState.SUPERSEDED);
        assertThatThrownBy(() -> first.activate(NOW)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void a_roll_back_brings_the_earlier_version_with_its_salt_and_marks_the_bad_one() {
        Deployment good = deployment(100);
        Deployment bad = deployment(101);
        bad.activate(NOW);
        Deployment again = bad.rollBackTo(good, "admin", NOW);
        assertThat(again.modelVersionId()).isEqualTo(100);
        assertThat(again.salt()).isEqualTo(good.salt());
        assertThat(again.state()).isEqualTo(DeploymentState.PENDING);
        assertThat(bad.care().autoRollback()).isTrue();
        assertThat(again.care().autoRollback())
                .as("a roll-back is not rolled back by itself")
                .isFalse();
        assertThat(again.care())
                .as("what was asked of the earlier one is asked again")
                .isEqualTo(good.care().withoutRollback());
        bad.endFor(again, NOW);
        assertThat(bad.state()).isEqualTo(DeploymentState.ROLLED_BACK);
    }

    /** Its node's clock may be behind that of the node where the bad one was asked for. */
    @Test
    void a_roll_back_brings_back_for_the_one_it_was_asked_for_alone() {
        Deployment bad = deployment(101);
        bad.activate(NOW);
        Deployment back = bad.rollBackTo(deployment(100), "admin", NOW.minusSeconds(10));
        assertThat(back.rollsBack(bad)).isTrue();
        assertThat(bad.rollsBack(back)).isFalse();
        assertThat(deployment(102).rollsBack(bad)).isFalse();
    }

    @Test
    void what_does_not_serve_cannot_be_rolled_back() {
        assertThatThrownBy(() -> deployment(101).rollBackTo(deployment(100), "admin", NOW))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("PENDING");
    }

    @Test
    void nothing_was_before_what_has_not_served_yet() {
        EntityManager unasked = (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError("asked for " + method.getName());
                });
        assertThat(new Deployments(unasked).lastGoodBefore(deployment(100))).isEmpty();
    }

    @Test
    void a_failure_says_why_and_never_touches_what_has_ended() {
        Deployment failed = deployment(100);
        failed.fail("its hash does not match", NOW);
        assertThat(failed.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(failed.problem()).isEqualTo("its hash does not match");
        Deployment ended = deployment(100);
        ended.overtaken(NOW);
        ended.fail("late", NOW);
        assertThat(ended.state()).isEqualTo(DeploymentState.SUPERSEDED);
        assertThat(ended.problem()).isNull();
    }

    @Test
    void tags_come_back_as_they_were_given() {
        assertThat(deployment(100).tags()).containsExactly("blue", "a, b");
    }

    @Test
    void step_by_step_it_has_a_share_before_it_serves() {
        Deployment candidate = deployment(101);
        candidate.stepwise("GRADUAL", 100);
        candidate.rollOut();
        assertThat(candidate.state()).isEqualTo(DeploymentState.ROLLING_OUT);
        assertThat(candidate.buckets()).isEqualTo(100);
        candidate.take(500);
        assertThat(candidate.buckets()).isEqualTo(500);
        candidate.activate(NOW);
        assertThat(candidate.state()).isEqualTo(DeploymentState.ACTIVE);
        assertThatThrownBy(() -> candidate.take(1)).isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> candidate.withdraw("late", NOW)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void a_candidate_that_is_withdrawn_says_why() {
        Deployment candidate = deployment(101);
        candidate.stepwise("CANARY", 100);
        candidate.rollOut();
        candidate.withdraw("ERRORS: 4 %", NOW);
        assertThat(candidate.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(candidate.problem()).isEqualTo("ERRORS: 4 %");
        assertThat(candidate.endedAt()).isEqualTo(NOW);
    }

    @Test
    void what_was_asked_for_before_a_freeze_waits_and_what_goes_back_does_not() {
        Deployment next = deployment(101);
        assertThat(next.waits(Optional.of("frozen until Monday"))).isTrue();
        assertThat(next.state()).isEqualTo(DeploymentState.PENDING);
        assertThat(next.problem()).isEqualTo("frozen until Monday");
        assertThat(next.waits(Optional.empty())).isFalse();
        assertThat(next.problem()).isNull();
        next.activate(NOW);
        Deployment back = next.rollBackTo(deployment(100), "admin", NOW);
        assertThat(back.waits(Optional.of("frozen until Monday"))).isFalse();
    }

    @Test
    void a_frozen_environment_says_so_as_long_as_it_is() {
        Environment staging = Environment.open(50, "staging", NOW);
        assertThat(staging.frozen(NOW)).isEmpty();
        staging.freeze(NOW, NOW.plusSeconds(60), "end of year");
        assertThat(staging.frozen(NOW.minusSeconds(1))).isEmpty();
        assertThat(staging.frozen(NOW).orElseThrow()).contains("staging is frozen until", "end of year");
        assertThat(staging.frozen(NOW.plusSeconds(60))).isEmpty();
        staging.thaw();
        assertThat(staging.frozen(NOW)).isEmpty();
        assertThatThrownBy(() -> staging.freeze(NOW, NOW, "")).isInstanceOf(Refusal.Invalid.class);
    }

    private static final String CANARY = "[{\"inputs\":{\"age\":41},\"label\":\"yes\"}]";

    private static Deployment deployment(long versionId) {
        return Deployment.request(
                PRODUCTION,
                new Deployment.Subject(9, "income", versionId, "1.0." + (versionId - 100)),
                List.of("blue", "a, b"),
                new DeploymentCare(Duration.ofSeconds(30), true, 4, 1L << 20, Canaries.parse(CANARY)),
                "admin",
                NOW);
    }
}
