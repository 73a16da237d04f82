package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.journal.Journal;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.Price;

/** Processes that die around a commit: no row twice, none lost. */
class InferenceDrainCrashTest extends DrainFloor {

    @Test
    void a_process_that_dies_after_the_commit_leaves_no_row_twice() throws Exception {
        List<UUID> ids;
        try (Journal journal = open()) {
            accounting = new Accounting(null, Price.NONE, Map.of(), Map.of("operation", List.of("sort")));
            ids = append(journal, 700, 0);
            InferenceDrain dying =
                    drain(journal, new FlakyDataSource(database, FlakyDataSource.Call.AFTER_COMMIT).database());
            assertThatThrownBy(() -> dying.drain(Duration.ZERO)).isInstanceOf(SQLException.class);
            dying.close();
        }
        try (Journal journal = open()) {
            ids.addAll(append(journal, 50, 0));
            drainAll(journal, drain(journal, database));
        }
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(one("select requests from histogram_hour")).isEqualTo("750");
        assertThat(one("select requests from usage_hour where dimension = 'operation'"))
                .isEqualTo("750");
    }

    @Test
    void a_commit_whose_end_was_never_learnt_is_not_repeated_by_the_same_process() throws Exception {
        try (Journal journal = open()) {
            List<UUID> ids = append(journal, 700, 0);
            FlakyDataSource flaky = new FlakyDataSource(database, FlakyDataSource.Call.AFTER_COMMIT);
            accounting = new Accounting(null, Price.NONE, Map.of(), Map.of("operation", List.of("sort")));
            InferenceDrain drain = drain(journal, flaky.database());
            assertThatThrownBy(() -> drain.drain(Duration.ZERO)).isInstanceOf(SQLException.class);
            flaky.heal();
            drainAll(journal, drain);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(one("select requests from histogram_hour")).isEqualTo("700");
            assertThat(one("select requests from usage_hour where dimension = 'operation'"))
                    .isEqualTo("700");
        }
    }

    @Test
    void a_process_that_dies_before_the_commit_loses_nothing() throws Exception {
        List<UUID> ids;
        try (Journal journal = open()) {
            ids = append(journal, 700, 0);
            InferenceDrain dying =
                    drain(journal, new FlakyDataSource(database, FlakyDataSource.Call.BEFORE_COMMIT).database());
            assertThatThrownBy(() -> dying.drain(Duration.ZERO)).isInstanceOf(SQLException.class);
            dying.close();
            assertThat(ids()).isEmpty();
        }
        try (Journal journal = open()) {
            drainAll(journal, drain(journal, database));
        }
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(one("select requests from histogram_hour")).isEqualTo("700");
    }

    @Test
    void what_is_written_when_the_memory_runs_out_is_rolled_back_and_comes_once() throws Exception {
        Clock failing = new Clock() {
            private boolean failed;

            @Override
            public Instant instant() { // asked for with the position, behind all rows
                if (failed) {
                    return Instant.EPOCH;
                }
                failed = true;
                throw new OutOfMemoryError("made for the test");
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        try (Journal journal = open()) {
            List<UUID> ids = append(journal, 300, 0);
            InferenceDrain drain = new InferenceDrain(
                    database, journal, NODE, id -> Optional.of(shape), id -> accounting, 500, failing);
            assertThatThrownBy(() -> drain.drain(Duration.ZERO)).isInstanceOf(OutOfMemoryError.class);
            assertThat(ids()).isEmpty();
            drainAll(journal, drain);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(one("select requests from histogram_hour")).isEqualTo("300");
        }
    }
}
