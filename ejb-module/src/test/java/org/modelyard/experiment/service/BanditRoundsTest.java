package org.modelyard.experiment.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.entity.ExperimentSums;
import org.modelyard.experiment.entity.JudgedUnits;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricSums;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.serving.service.Wired;

/** When a round follows another, and when it must not. */
class BanditRoundsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Ticking clock = new Ticking();
    private final Rows rows = new Rows();
    private final Seen sums = new Seen();
    /** What was locked, one after the other. */
    private final List<String> locked = new ArrayList<>();

    private final ExperimentPlan plan = plan();
    private final Experiment experiment = Experiment.draft(1, "banner", plan, "admin");
    private final BanditRounds bandit =
            Wired.with(new BanditRounds(), new Stored(experiment), rows, sums, new Raised(), clock);

    @BeforeEach
    void start() {
        experiment.start(0, BEGIN);
        bandit.first(experiment, plan, BEGIN);
    }

    @Test
    void it_begins_with_the_plans_shares_and_the_next_round_rests_on_judged_units() {
        assertThat(rows.stored).containsExactly(BanditRound.first(plan, BEGIN.toEpochMilli()));
        assertThat(rows.due).isEqualTo(BEGIN.plus(EVERY).toEpochMilli());
        clock.now = BEGIN.plus(EVERY);
        sums.seen = List.of(new BanditRound.Seen(500, 20), new BanditRound.Seen(500, 60));
        BanditRounds.Proposal proposal = bandit.look(7).orElseThrow();
        assertThat(sums.upTo).as("whose window is over").isEqualTo(clock.millis() - plan.windowMillis());
        bandit.begin(proposal);
        assertThat(rows.stored).hasSize(2);
        BanditRound second = rows.stored.get(1);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.fromMillis()).isEqualTo(clock.millis());
        assertThat(second.restsOn(sums.seen)).isTrue();
        assertThat(second.propensity(1)).isGreaterThan(0.9);
        assertThat(rows.due).isEqualTo(clock.now.plus(EVERY).toEpochMilli());
    }

    @Test
    void where_nothing_new_was_seen_the_round_goes_on() {
        clock.now = BEGIN.plus(EVERY);
        bandit.begin(bandit.look(7).orElseThrow());
        assertThat(rows.stored).hasSize(1);
        assertThat(rows.due).isEqualTo(clock.now.plus(EVERY).toEpochMilli());
    }

    @Test
    void of_two_nodes_that_looked_one_begins_a_round() {
        sums.seen = List.of(new BanditRound.Seen(500, 20), new BanditRound.Seen(500, 60));
        BanditRounds.Proposal one = bandit.look(7).orElseThrow();
        sums.seen = List.of(new BanditRound.Seen(501, 20), new BanditRound.Seen(500, 60));
        BanditRounds.Proposal other = bandit.look(7).orElseThrow();
        bandit.begin(other);
        bandit.begin(one);
        assertThat(rows.stored).hasSize(2);
        assertThat(rows.stored.get(1).arms().get(0).units()).isEqualTo(501);
    }

    @Test
    void routes_hear_of_a_round_that_divides_predictions_and_before_the_experiment_is_locked() {
        sums.seen = List.of(new BanditRound.Seen(500, 20), new BanditRound.Seen(500, 60));
        BanditRounds.Proposal content = bandit.look(7).orElseThrow();
        bandit.begin(content);
        assertThat(locked).containsExactly("experiment");
        locked.clear();
        bandit.begin(new BanditRounds.Proposal(7, 2, null, 1_000, true));
        assertThat(locked).as("nothing new was seen").containsExactly("experiment");
        locked.clear();
        bandit.begin(new BanditRounds.Proposal(7, 2, content.next(), 1_000, true));
        assertThat(locked).containsExactly(Epochs.ROUTING, "experiment");
    }

    @Test
    void none_begins_once_the_experiment_is_over() {
        sums.seen = List.of(new BanditRound.Seen(500, 20), new BanditRound.Seen(500, 60));
        BanditRounds.Proposal late = bandit.look(7).orElseThrow();
        experiment.stop(null, clock.now);
        bandit.begin(late);
        assertThat(rows.stored).hasSize(1);
        assertThat(rows.due).isNotNull();
        assertThat(bandit.look(7)).isEmpty();
        assertThat(rows.due).as("nobody looks again").isNull();
        assertThat(bandit.look(8)).as("one that was deleted").isEmpty();
    }

    @Test
    void a_look_that_takes_long_is_followed_by_a_long_pause() {
        sums.takes = Duration.ofMinutes(2);
        assertThat(bandit.look(7).orElseThrow().pauseMillis())
                .isEqualTo(Duration.ofMinutes(40).toMillis());
        sums.takes = Duration.ofSeconds(2);
        assertThat(bandit.look(7).orElseThrow().pauseMillis()).isEqualTo(EVERY.toMillis());
    }

    @Test
    void rounds_lengthen_with_the_experiments_age() {
        clock.now = BEGIN.plus(Duration.ofDays(5));
        assertThat(bandit.look(7).orElseThrow().pauseMillis()).isEqualTo(EVERY.toMillis());
        clock.now = BEGIN.plus(Duration.ofDays(50));
        assertThat(bandit.look(7).orElseThrow().pauseMillis())
                .isEqualTo(Duration.ofMinutes(72).toMillis());
    }

    @Test
    void a_look_that_fails_is_put_off_unless_it_was_the_last() {
        clock.now = BEGIN.plus(EVERY);
        bandit.putOff(7);
        assertThat(rows.due).isEqualTo(clock.now.plus(EVERY).toEpochMilli());
        rows.due = null;
        bandit.putOff(7);
        bandit.putOff(8);
        assertThat(rows.due).isNull();
    }

    @Test
    void the_last_round_has_no_next() {
        ExperimentRounds.Stored first = rows.latest(7).orElseThrow();
        assertThat(RoundView.of(plan, first, true).next()).isEqualTo(BEGIN.plus(EVERY));
        assertThat(RoundView.of(plan, first, false).next()).isNull();
        bandit.last(experiment);
        assertThat(rows.due).isNull();
    }

    static ExperimentPlan plan() {
        return new ExperimentWish(
                        null,
                        List.of(
                                new ExperimentWish.Variant("a", null, null),
                                new ExperimentWish.Variant("b", null, null)),
                        null,
                        null,
                        null,
                        null,
                        new ExperimentWish.Metric(null, "click", null, null, null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Duration.ofMinutes(5),
                        null,
                        null,
                        null,
                        null,
                        new ExperimentWish.Allocation(AllocationStrategy.THOMPSON, EVERY, 0.05),
                        null)
                .plan();
    }

    /** A clock that stands until it is moved. */
    private static final class Ticking extends Clock {

        private Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Stored extends StoredExperiments {

        private final Experiment only;

        Stored(Experiment only) {
            super(Wired.unused(EntityManager.class));
            this.only = only;
        }

        @Override
        public Optional<Experiment> byId(long id) {
            return id == 7 ? Optional.of(only) : Optional.empty();
        }

        @Override
        public Optional<Experiment> lockedById(long id) {
            locked.add("experiment");
            return byId(id);
        }
    }

    private final class Raised extends Epochs {

        Raised() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public void raise(String name) {
            locked.add(name);
        }
    }

    /** Rounds of one experiment in memory. */
    private static final class Rows extends ExperimentRounds {

        private final List<BanditRound> stored = new ArrayList<>();
        private @Nullable Long due;

        Rows() {
            super(() -> Wired.unused(Connection.class));
        }

        @Override
        public void begin(long experiment, BanditRound round, long dueMillis) {
            stored.add(round);
            due = dueMillis;
        }

        @Override
        public void postpone(long experiment, int number, long dueMillis) {
            assertThat(number).isEqualTo(stored.size());
            due = dueMillis;
        }

        @Override
        public void close(long experiment, int number) {
            assertThat(number).isEqualTo(stored.size());
            due = null;
        }

        @Override
        public Optional<ExperimentRounds.Stored> latest(long experiment) {
            return Optional.of(new ExperimentRounds.Stored(stored.get(stored.size() - 1), due));
        }
    }

    /** What a look finds, and how long it takes. */
    private final class Seen extends ExperimentSums {

        private List<BanditRound.Seen> seen = List.of();
        private Duration takes = Duration.ZERO;
        private long upTo;

        Seen() {
            super(() -> Wired.unused(Connection.class));
        }

        @Override
        public List<Tally> tallies(
                JudgedUnits judged, List<ExperimentMetric> metrics, long fromMillis, long stepMillis) {
            upTo = judged.upToMillis();
            clock.now = clock.now.plus(takes);
            List<Tally> all = new ArrayList<>();
            for (int i = 0; i < seen.size(); i++) {
                BanditRound.Seen one = seen.get(i);
                Sums units = new Sums(one.units(), one.successes(), 0, one.successes(), 0, 0);
                all.add(new Tally(0, i, 0, new MetricSums(units, one.successes(), one.successes(), Sums.NONE)));
            }
            return all;
        }
    }
}
