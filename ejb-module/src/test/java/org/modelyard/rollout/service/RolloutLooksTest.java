package org.modelyard.rollout.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.rollout.entity.Rollout;
import org.modelyard.rollout.entity.RolloutCounts;
import org.modelyard.rollout.entity.Rollouts;
import org.modelyard.rollout.entity.StoredVerdict;
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
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.service.CandidateDeployments;
import org.modelyard.serving.service.Wired;

class RolloutLooksTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static final RolloutPlan PLAN = new RolloutWish(
                    RolloutStrategy.GRADUAL,
                    List.of(
                            new RolloutWish.Step(10.0, Duration.ofSeconds(1), 0L),
                            new RolloutWish.Step(100.0, Duration.ofMinutes(10), 0L)),
                    null,
                    null,
                    null,
                    null,
                    null)
            .plan();

    private final Rollout rollout = Rollout.open(deployment(100), deployment(101), PLAN, NOW);
    private final RolloutLooks.Open open = new RolloutLooks.Open(0, 3, 101, true);
    private final Ticking clock = new Ticking();
    private final Moves moves = new Moves();
    private final RolloutLooks looks = Wired.with(
            new RolloutLooks(), new One(), new RolloutSights(), new Locked(), moves, Wired.unused(Event.class), clock);

    private DeploymentState candidate = DeploymentState.ROLLING_OUT;
    private @Nullable String frozen;
    private @Nullable String gone;
    private @Nullable String barred;

    private RolloutSights.Seen seen(RolloutEvidence evidence, Instant at, long version) {
        return new RolloutSights.Seen(
                at, version, evidence, new RolloutCounts.Sides(evidence.champion(), evidence.candidate()));
    }

    private static RolloutEvidence begun() {
        Sighting nothing = new Sighting(0, 0, new long[96], new long[50], List.of(), Arm.NONE);
        return RolloutEvidence.begin(PLAN, nothing, nothing, NOW.toEpochMilli());
    }

    /** What is answered while the server still counts is routed by the old share. */
    @Test
    void a_step_begins_when_its_share_is_given_and_not_when_counting_began() {
        rollout.start(begun(), NOW);
        clock.now = NOW.plusSeconds(60);
        looks.look(open, null, seen(begun(), NOW.plusSeconds(30), rollout.version()));
        assertThat(rollout.step()).isEqualTo(1);
        RolloutEvidence evidence = rollout.evidence().orElseThrow();
        assertThat(evidence.began()).hasSize(2);
        assertThat(Instant.ofEpochMilli(evidence.began().get(1))).isAfterOrEqualTo(moves.advancedAt);
        assertThat(rollout.standing()).startsWith("The step needs");
    }

    @Test
    void what_was_seen_of_a_rollout_that_has_changed_meanwhile_does_nothing() {
        rollout.start(begun(), NOW);
        clock.now = NOW.plusSeconds(60);
        looks.look(open, null, seen(begun(), NOW.plusSeconds(30), rollout.version() + 1));
        assertThat(rollout.step()).isZero();
        looks.look(open, null, null);
        assertThat(rollout.step()).isZero();
    }

    /** What it was rolled back for needs no counting. */
    @Test
    void one_whose_version_is_gone_ends_though_nobody_could_count() {
        rollout.start(begun(), NOW);
        gone = "It was deleted.";
        assertThat(looks.see(open)).isEmpty();
        looks.look(open, null, null);
        assertThat(rollout.state()).isEqualTo(RolloutState.ROLLED_BACK);
        assertThat(rollout.standing()).isEqualTo("It was deleted.");
    }

    /** Though it could go on, and needs more requests for that. */
    @Test
    void one_whose_version_was_rejected_meanwhile_ends_with_the_reason() {
        rollout.start(begun(), NOW);
        barred = "income 1.101.0 may not serve production: bea has rejected it for production.";
        looks.look(open, null, seen(begun(), NOW, rollout.version()));
        assertThat(rollout.state()).isEqualTo(RolloutState.ROLLED_BACK);
        assertThat(rollout.standing()).isEqualTo(barred);
        assertThat(moves.advancedAt).isEqualTo(Instant.EPOCH);
    }

    @Test
    void one_that_waits_for_the_end_of_a_freeze_fails_for_want_of_loading_only_after_it() {
        candidate = DeploymentState.PENDING;
        frozen = "production is frozen until Monday";
        looks.look(open, null, null);
        clock.now = NOW.plus(Duration.ofDays(30));
        looks.look(open, null, null);
        assertThat(rollout.state()).isEqualTo(RolloutState.PENDING);
        assertThat(rollout.standing()).isEqualTo(frozen);
        frozen = null;
        looks.look(open, null, null);
        assertThat(rollout.state()).isEqualTo(RolloutState.PENDING);
        clock.now = clock.now.plusMillis(PLAN.longestMillis());
        looks.look(open, null, null);
        assertThat(rollout.state()).isEqualTo(RolloutState.FAILED);
        assertThat(rollout.standing()).contains("could not be loaded in time");
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

    /** Each time it is asked a second has passed. */
    private static final class Ticking extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class One extends Rollouts {
        One() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<Rollout> byId(long id) {
            return Optional.of(rollout);
        }

        @Override
        public List<StoredVerdict> verdicts(Rollout of, int most) {
            return List.of();
        }

        @Override
        public void add(StoredVerdict verdict) {
            // nobody reads it
        }
    }

    private final class Locked extends CandidateDeployments {
        @Override
        public void lock(long modelId) {
            // nobody else is there
        }

        @Override
        public Standing standing(long candidate, long champion) {
            return new Standing(RolloutLooksTest.this.candidate, null, gone, true, Optional.ofNullable(frozen));
        }

        @Override
        public @Nullable String barred(long candidate) {
            return barred;
        }
    }

    private final class Moves extends RolloutMoves {
        private Instant advancedAt = Instant.EPOCH;

        @Override
        public void advance(Caller caller, Rollout advanced) {
            advancedAt = clock.instant();
            advanced.advance(advancedAt);
        }

        @Override
        public void withdraw(Caller caller, Rollout withdrawn, RolloutState last, String words) {
            withdrawn.end(last, words, clock.instant());
        }
    }
}
