package org.modelyard.experiment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.entity.BanditExposures;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.model.Assignment;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.serving.service.Wired;

/** A unit has one variant for good, though shares move and nodes race. */
class BanditTrafficTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Exposed exposed = new Exposed();
    private final Newest newest = new Newest();
    private final BanditTraffic traffic = Wired.with(new BanditTraffic(), exposed, newest);
    private final Experiment experiment = Experiment.draft(1, "banner", BanditRoundsTest.plan(), "admin");

    @BeforeEach
    void start() {
        experiment.start(0, NOW);
        newest.round = round(1, 5_000);
    }

    @Test
    void a_new_unit_is_divided_by_the_round_and_keeps_what_it_got() {
        BanditExposures.Given first =
                traffic.give(experiment, "u", NOW, null).orElseThrow();
        int place = Assignment.placeIn(round(1, 5_000), experiment.salt(), "u");
        assertThat(first).isEqualTo(new BanditExposures.Given(place, 1, 5_000));
        newest.round = round(2, place == 0 ? 500 : 9_500);
        assertThat(traffic.give(experiment, "u", NOW, null)).contains(first);
        assertThat(traffic.give(experiment, "v", NOW, null).orElseThrow().round())
                .isEqualTo(2);
    }

    @Test
    void who_loses_a_race_is_told_what_the_other_gave() {
        BanditExposures.Given others = new BanditExposures.Given(1, 2, 9_500);
        exposed.meanwhile = others;
        assertThat(traffic.give(experiment, "u", NOW, null)).isEmpty();
        assertThat(traffic.given(experiment.id(), "u")).isEqualTo(others);
        assertThatIllegalStateException().isThrownBy(() -> traffic.given(experiment.id(), "nobody"));
    }

    private static BanditRound round(int number, int first) {
        return new BanditRound(
                number,
                0,
                List.of(new BanditRound.Arm(first, 0.5, 0, 0), new BanditRound.Arm(10_000 - first, 0.5, 0, 0)));
    }

    private static final class Newest extends ExperimentRounds {

        private @Nullable BanditRound round;

        Newest() {
            super(() -> Wired.unused(Connection.class));
        }

        @Override
        public Optional<Stored> latest(long experiment) {
            return Optional.ofNullable(round).map(one -> new Stored(one, 100L));
        }
    }

    private static final class Exposed extends BanditExposures {

        private final Map<String, Given> units = new HashMap<>();
        /** What another node stores between the look and the insert. */
        private @Nullable Given meanwhile;

        Exposed() {
            super(() -> Wired.unused(Connection.class));
        }

        @Override
        public Optional<Given> of(long experiment, String unit) {
            return Optional.ofNullable(units.get(unit));
        }

        @Override
        public boolean add(long experiment, String unit, Given given, long atMillis, @Nullable Double covariate) {
            if (meanwhile != null) {
                units.put(unit, meanwhile);
                meanwhile = null;
            }
            return units.putIfAbsent(unit, given) == null;
        }
    }
}
