package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.InstantColumn;

class CrossoversTest extends AnswersFloor {

    private static final Instant STARTED = Instant.parse("2026-02-01T00:00:00Z");
    private static final long MODEL = 2;
    private static final long ENVIRONMENT = 4;
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");
    private static final long MANY = 2_000;

    @Test
    void units_that_met_another_version_whatever_way_have_crossed_over() throws SQLException {
        for (String unit :
                new String[] {"stays", "plain", "named", "elsewhere", "before", "asks-another", "forgotten"}) {
            assigned(unit);
        }
        for (String unit : new String[] {"stays", "plain", "named", "elsewhere", "before", "asks-another"}) {
            answered(unit, EXPERIMENT, MODEL, 11, ENVIRONMENT, 10);
        }
        answered("stays", null, MODEL, 11, ENVIRONMENT, 20);
        answered("plain", null, MODEL, 10, ENVIRONMENT, 20);
        answered("named", null, MODEL, 9, 0, 20);
        answered("elsewhere", null, MODEL, 10, ENVIRONMENT + 1, 20);
        answered("before", null, MODEL, 10, ENVIRONMENT, -20);
        answered("asks-another", null, MODEL + 1, 77, ENVIRONMENT, 20);
        answered("nobody", null, MODEL, 10, ENVIRONMENT, 20);
        assertThat(found(false)).isEqualTo(new Crossovers.Found(6, 2));
    }

    @Test
    void of_models_another_version_is_no_other_variant() throws SQLException {
        assigned("a");
        assigned("b");
        assigned("c");
        answered("a", EXPERIMENT, MODEL, 11, ENVIRONMENT, 10);
        answered("a", null, MODEL, 10, ENVIRONMENT, 20);
        answered("b", EXPERIMENT, MODEL + 1, 21, ENVIRONMENT, 10);
        answered("b", null, MODEL, 10, ENVIRONMENT, 20);
        answered("c", EXPERIMENT, MODEL, 11, ENVIRONMENT, 10);
        answered("c", null, MODEL + 2, 31, ENVIRONMENT, 20);
        assertThat(found(true)).isEqualTo(new Crossovers.Found(3, 1));
    }

    @Test
    void so_many_units_are_looked_at_and_no_more() throws SQLException {
        for (int i = 0; i < Crossovers.MOST + 5; i++) {
            String unit = "unit-%05d".formatted(i);
            assigned(unit);
            answered(unit, EXPERIMENT, MODEL, 11, ENVIRONMENT, 10);
        }
        assertThat(found(false)).isEqualTo(new Crossovers.Found(Crossovers.MOST, 0));
    }

    /** An in-list would read all that the organisation has in the log, on H2, for each two hundred units. */
    @Test
    void units_are_found_without_reading_the_answers_of_others() throws SQLException {
        for (int i = 0; i < MANY; i++) {
            answered("other-" + i, null, MODEL, 11, ENVIRONMENT, 10);
        }
        answered("asked", EXPERIMENT, MODEL, 11, ENVIRONMENT, 10);
        long read = 0;
        try (PreparedStatement explain =
                connection.prepareStatement("explain analyze " + Crossovers.ANSWERS.joined())) {
            explain.setObject(1, new Object[] {"asked", "absent"});
            explain.setLong(2, ORGANISATION);
            explain.setObject(3, InstantColumn.local(STARTED));
            explain.setObject(4, InstantColumn.local(STARTED.plusSeconds(100)));
            explain.setLong(5, ENVIRONMENT);
            try (ResultSet plan = explain.executeQuery()) {
                assertThat(plan.next()).isTrue();
                for (Matcher counts = SCANNED.matcher(plan.getString(1)); counts.find(); ) {
                    read += Long.parseLong(counts.group(1));
                }
            }
        }
        assertThat(read).isBetween(1L, MANY / 10);
    }

    private Crossovers.Found found(boolean models) throws SQLException {
        return new Crossovers(() -> connection)
                .of(new Crossovers.Place(
                        ORGANISATION, EXPERIMENT, models, ENVIRONMENT, STARTED, STARTED.plusSeconds(100)));
    }

    private void assigned(String unit) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into experiment_exposure (experiment_id, unit, variant, at_millis) values (?, ?, 1, 0)")) {
            insert.setLong(1, EXPERIMENT);
            insert.setString(2, unit);
            insert.executeUpdate();
        }
    }

    private void answered(
            String unit, @Nullable Long experiment, long model, long version, long environment, long second)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into inference (id, organisation_id, model_id, model_version_id, deployment_id, environment_id, reason,"
                        + " at, unit, outcome, inputs, latency_micros, experiment_id)"
                        + " values (random_uuid(), ?, ?, ?, 3, ?, 'DEPLOYMENT', ?, ?, 'ANSWERED', '{}', 1, ?)")) {
            insert.setLong(1, ORGANISATION);
            insert.setLong(2, model);
            insert.setLong(3, version);
            insert.setLong(4, environment);
            insert.setObject(5, InstantColumn.local(STARTED.plusSeconds(second)));
            insert.setString(6, unit);
            insert.setObject(7, experiment);
            insert.executeUpdate();
        }
    }
}
