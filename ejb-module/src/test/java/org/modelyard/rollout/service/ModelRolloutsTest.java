package org.modelyard.rollout.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.registry.service.Registry;
import org.modelyard.rollout.entity.Rollout;
import org.modelyard.rollout.entity.RolloutCounts;
import org.modelyard.rollout.entity.RolloutEvent;
import org.modelyard.rollout.entity.Rollouts;
import org.modelyard.rollout.entity.StoredVerdict;
import org.modelyard.rollout.model.Arm;
import org.modelyard.rollout.model.RolloutEvidence;
import org.modelyard.rollout.model.RolloutPlan;
import org.modelyard.rollout.model.RolloutStrategy;
import org.modelyard.rollout.model.RolloutWish;
import org.modelyard.rollout.model.Sighting;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.service.CandidateDeployments;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.Wired;

class ModelRolloutsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final int MANY = 150;

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
    private final Stored stored = new Stored();
    private final ModelRollouts rollouts = Wired.with(
            new ModelRollouts(),
            stored,
            new ModelDeployments(),
            new CandidateDeployments(),
            new Registry(),
            new RolloutMoves(),
            new RolloutCounts(Wired.unused(EntityManager.class)),
            Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));

    /** It has evidence, of which a page would be told what follows from it by now. */
    @Test
    void of_many_rollouts_what_was_stored_is_read_together_and_nothing_is_worked_out() {
        Sighting nothing = new Sighting(0, 0, new long[96], new long[50], List.of(), Arm.NONE);
        RolloutEvidence evidence = RolloutEvidence.begin(PLAN, nothing, nothing, NOW.toEpochMilli());
        rollout.start(evidence, NOW);
        stored.verdict =
                StoredVerdict.of(rollout, evidence.verdicts(PLAN.judgement()).get(0), NOW);
        stored.event = RolloutEvent.of(rollout, "STARTED", 10_000, "It began.", "server", NOW);

        List<ModelRollouts.Kept> kept = rollouts.ofVersion(Caller.server(1), "income", "1.101.0", 500);

        assertThat(kept).hasSize(MANY).allSatisfy(one -> {
            assertThat(one.rollout().id()).isEqualTo(rollout.publicId());
            assertThat(one.rollout().verdicts())
                    .extracting(VerdictView::metric, VerdictView::judgedAt)
                    .containsExactly(tuple(stored.verdict.metric(), stored.verdict.judgedAt()));
            assertThat(one.events()).extracting(RolloutEventView::words).containsExactly("It began.");
        });
        assertThat(stored.queries).as("two for each hundred").isEqualTo(4);
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

    private final class Stored extends Rollouts {

        private StoredVerdict verdict;
        private RolloutEvent event;
        private int queries;

        @SuppressWarnings("NullAway.Init")
        Stored() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public List<Rollout> ofVersion(long organisationId, String model, String version, int most) {
            return Collections.nCopies(MANY, rollout);
        }

        @Override
        public Map<Long, List<StoredVerdict>> verdicts(List<Rollout> several) {
            queries++;
            return Map.of(verdict.rolloutId(), List.of(verdict));
        }

        @Override
        public Map<Long, List<RolloutEvent>> events(List<Rollout> several) {
            queries++;
            return Map.of(event.rolloutId(), List.of(event));
        }
    }
}
