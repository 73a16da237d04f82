package org.modelyard.rollout.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.modelyard.rollout.model.Arm;
import org.modelyard.rollout.model.RolloutEvidence;
import org.modelyard.rollout.model.RolloutPlan;
import org.modelyard.rollout.model.RolloutState;
import org.modelyard.rollout.model.RolloutStrategy;
import org.modelyard.rollout.model.RolloutWish;
import org.modelyard.rollout.model.Sighting;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.model.DeploymentCare;

class RolloutTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final RolloutPlan PLAN =
            RolloutWish.of(RolloutStrategy.GRADUAL).plan();
    private final Rollout rollout = Rollout.open(deployment(100), deployment(101), PLAN, NOW);

    @Test
    void requests_and_time_count_from_the_beginning_of_each_step() {
        rollout.start(begun(40), NOW);
        rollout.seen(begun(90), "");
        assertThat(rollout.progress(NOW.plusSeconds(5)).stepRequests()).isEqualTo(50);
        rollout.advance(NOW.plusSeconds(5));
        assertThat(rollout.progress(NOW.plusSeconds(7)).stepRequests()).isZero();
        assertThat(rollout.progress(NOW.plusSeconds(7)).stepMillis()).isEqualTo(2_000);
        assertThat(rollout.progress(NOW.plusSeconds(7)).totalMillis()).isEqualTo(7_000);
    }

    @Test
    void one_that_may_not_begin_yet_says_why() {
        rollout.waits("frozen", NOW);
        assertThat(rollout.standing()).isEqualTo("frozen");
        assertThat(rollout.state()).isEqualTo(RolloutState.PENDING);
        rollout.start(begun(0), NOW);
        assertThatThrownBy(() -> rollout.waits("frozen", NOW)).isInstanceOf(Refusal.Conflict.class);
    }

    /** A freeze may be longer than all the time that a rollout has. */
    @Test
    void the_time_in_which_it_may_not_begin_does_not_count() {
        Instant thaw = NOW.plus(Duration.ofDays(30));
        rollout.waits("frozen", NOW.plusSeconds(60));
        rollout.waits("frozen still", thaw.minusSeconds(1));
        rollout.mayBegin(thaw);
        assertThat(rollout.standing()).contains("is being loaded");
        assertThat(rollout.overdue(thaw.plus(Duration.ofDays(7)).minusSeconds(60)))
                .isFalse();
        assertThat(rollout.overdue(thaw.plus(Duration.ofDays(7)))).isTrue();
        rollout.start(begun(0), thaw);
        assertThat(rollout.progress(thaw.plusSeconds(5)).totalMillis())
                .as("from its first share on")
                .isEqualTo(5_000);
    }

    @Test
    void the_time_of_a_pause_does_not_count() {
        rollout.start(begun(0), NOW);
        rollout.pause(NOW.plusSeconds(10));
        assertThat(rollout.progress(NOW.plusSeconds(20)).paused()).isTrue();
        assertThatThrownBy(() -> rollout.advance(NOW)).isInstanceOf(Refusal.Conflict.class);
        rollout.resume(NOW.plusSeconds(70));
        assertThat(rollout.progress(NOW.plusSeconds(75)).stepMillis())
                .isEqualTo(Duration.ofSeconds(15).toMillis());
    }

    @Test
    void what_is_over_stays_over() {
        rollout.start(begun(0), NOW);
        rollout.end(RolloutState.ABORTED, "enough", NOW);
        assertThat(rollout.standing()).isEqualTo("enough");
        assertThatThrownBy(() -> rollout.end(RolloutState.PROMOTED, "", NOW))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("is ABORTED and cannot be ended");
        assertThatThrownBy(() -> rollout.pause(NOW)).isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> rollout.resume(NOW)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void it_does_not_end_as_something_open() {
        assertThatThrownBy(() -> rollout.end(RolloutState.PAUSED, "", NOW)).isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> rollout.pause(NOW)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void what_it_carries_is_read_again() {
        rollout.start(begun(3), NOW);
        assertThat(rollout.plan()).isEqualTo(PLAN);
        assertThat(rollout.evidence().orElseThrow().candidate().requests()).isEqualTo(3);
    }

    private static RolloutEvidence begun(long requests) {
        Sighting seen = new Sighting(requests, 0, new long[96], new long[50], List.of(), Arm.NONE);
        return RolloutEvidence.begin(PLAN, seen, seen, NOW.toEpochMilli());
    }

    private static Deployment deployment(long version) {
        return Deployment.request(
                Environment.open(50, "production", NOW),
                new Deployment.Subject(3, "income", version, "1." + version + ".0"),
                List.of(),
                new DeploymentCare(Duration.ofSeconds(30), true),
                "admin",
                NOW);
    }
}
