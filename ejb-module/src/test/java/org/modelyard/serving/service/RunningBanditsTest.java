package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.audit.service.Audit;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricSource;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.StatementFailed;

/** What routing reads of bandits over predictions: the round that divides comes with them. */
class RunningBanditsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Newest rounds = new Newest();
    private final RunningExperiments running = Wired.with(
            new RunningExperiments(),
            new Two(),
            rounds,
            new DeploymentSteps(),
            new Epochs(Wired.unused(EntityManager.class)),
            new Audit(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void the_round_that_divides_comes_with_a_bandit_and_none_with_fixed_shares() {
        rounds.round = BanditRound.first(plan(AllocationStrategy.THOMPSON), 0);
        List<RunningExperiments.Running> all = running.all();
        assertThat(all).extracting(RunningExperiments.Running::name).containsExactly("bandit", "fixed");
        assertThat(all.get(0).round()).isEqualTo(rounds.round);
        assertThat(all.get(1).round()).isNull();
    }

    @Test
    void a_bandit_without_a_round_divides_nothing_and_keeps_nobody_elses_routes_from_being_read() {
        assertThat(running.all()).extracting(RunningExperiments.Running::name).containsExactly("fixed");
    }

    @Test
    void a_database_that_fails_is_no_bandit_that_ended() {
        rounds.fault = new SQLException("away");
        assertThatThrownBy(running::all).isInstanceOf(StatementFailed.class);
    }

    private static Experiment started(String name, AllocationStrategy strategy) {
        Experiment experiment = Experiment.draft(1, name, plan(strategy), "admin");
        experiment.place(3L, 7L);
        experiment.start(
                0, List.of(new VariantTarget("churn", "1.0.0", 1), new VariantTarget("churn", "1.1.0", 2)), 5L, NOW);
        return experiment;
    }

    private static ExperimentPlan plan(AllocationStrategy strategy) {
        return new ExperimentWish(
                        ExperimentSubject.VERSIONS,
                        List.of(
                                new ExperimentWish.Variant("now", null, null, null, "champion"),
                                new ExperimentWish.Variant("next", null, null, null, "^1.1")),
                        null,
                        null,
                        null,
                        null,
                        new ExperimentWish.Metric(null, "used", null, null, null, MetricSource.FEEDBACK),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "churn",
                        null,
                        null,
                        null,
                        new ExperimentWish.Allocation(strategy, null, null),
                        null)
                .plan();
    }

    private static final class Two extends StoredExperiments {

        Two() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public List<Experiment> dividing() {
            return List.of(started("bandit", AllocationStrategy.THOMPSON), started("fixed", AllocationStrategy.FIXED));
        }
    }

    private static final class Newest extends ExperimentRounds {

        private @Nullable BanditRound round;
        private @Nullable SQLException fault;

        Newest() {
            super(() -> Wired.unused(Connection.class));
        }

        @Override
        public Optional<Stored> latest(long experiment) throws SQLException {
            if (fault != null) {
                throw fault;
            }
            return Optional.ofNullable(round).map(one -> new Stored(one, 100L));
        }
    }
}
