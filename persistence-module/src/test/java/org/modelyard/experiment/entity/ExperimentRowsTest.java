package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.OutcomeEvent;
import org.modelyard.platform.entity.MigratedDatabase;

class ExperimentRowsTest {

    private static final long WINDOW = 1_000;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private ExperimentRows rows;

    @SuppressWarnings("NullAway.Init")
    private ExperimentSums sums;

    @BeforeEach
    void tables() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        rows = new ExperimentRows(() -> connection);
        sums = new ExperimentSums(() -> connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void a_unit_is_exposed_once_and_keeps_its_first_time() throws SQLException {
        rows.expose(1, "u", 0, 100);
        rows.expose(1, "u", 1, 900);
        rows.expose(1, "U", 1, 100);
        rows.expose(2, "u", -1, 100);
        assertThat(sums.units(1)).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThat(sums.units(2)).isEqualTo(Map.of(-1, 1L));
        assertThat(rows.exposed(1, Set.of("u", "v"))).containsExactly("u");
    }

    @Test
    void an_event_that_comes_three_times_is_stored_once() throws SQLException {
        List<OutcomeEvent> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            events.add(event("e" + i, "u", "click", 1, 100));
        }
        events.add(event("e0", "u", "click", 7, 100));
        assertThat(rows.insert(1, events)).isEqualTo(600);
        assertThat(rows.insert(1, events)).isZero();
        events.add(event("more", "u", "click", 1, 100));
        assertThat(rows.insert(1, events)).isEqualTo(1);
    }

    @Test
    void each_kind_of_metric_is_added_up_a_unit_and_within_its_window() throws SQLException {
        for (int i = 0; i < 4; i++) {
            rows.expose(1, "a" + i, 0, 100);
            rows.expose(1, "b" + i, 1, 100);
        }
        List<OutcomeEvent> events = new ArrayList<>(List.of(
                event("1", "a0", "buy", 10, 100),
                event("2", "a0", "buy", 20, 1_099),
                event("3", "a1", "buy", 6, 200),
                event("early", "a2", "buy", 1_000, 99),
                event("late", "a2", "buy", 1_000, 1_100),
                event("other", "a2", "view", 5, 200),
                event("4", "b0", "buy", 8, 300)));
        for (int i = 0; i < 4; i++) {
            events.add(event("va" + i, "a" + i, "view", 4, 100));
        }
        rows.insert(1, events);
        assertThat(sample(0, MetricKind.PROPORTION, null, null)).isEqualTo(Sample.proportion(2, 4));
        assertThat(sample(1, MetricKind.PROPORTION, null, null)).isEqualTo(Sample.proportion(1, 4));
        Sample mean = sample(0, MetricKind.MEAN, null, null);
        assertThat(mean.mean()).isEqualTo(9);
        assertThat(mean.variance()).isCloseTo((21 * 21 + 9 + 81 + 81) / 3.0, within(1e-9));
        assertThat(sample(0, MetricKind.RATIO, "view", null).mean()).isCloseTo(36 / 21.0, within(1e-12));
        assertThat(sample(1, MetricKind.RATIO, "view", null).mean()).isNaN();
        Sample median = sample(0, MetricKind.QUANTILE, null, 0.5);
        assertThat(median.n()).isEqualTo(2);
        assertThat(median.mean()).isEqualTo(18);
    }

    private Sample sample(
            int variant,
            MetricKind kind,
            @org.jspecify.annotations.Nullable String denominator,
            @org.jspecify.annotations.Nullable Double quantile)
            throws SQLException {
        Map<Integer, Sample> all =
                sums.samples(1, new ExperimentMetric(kind, "buy", denominator, quantile, false), WINDOW);
        return java.util.Objects.requireNonNull(all.get(variant));
    }

    private static OutcomeEvent event(String id, String unit, String name, double value, long at) {
        return new OutcomeEvent(id, unit, name, value, at);
    }
}
