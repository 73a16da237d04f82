package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.modelyard.journal.Journal;
import org.modelyard.platform.model.Ids;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.HourCounts;
import org.modelyard.serving.model.InferenceEncoder;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.Price;
import org.modelyard.serving.model.RefusedRequest;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.Spent;

/** What is drained is in the log, with its names, and in the hours. */
class InferenceDrainTest extends DrainFloor {

    @Test
    void every_record_becomes_one_row_with_its_names_and_scores() throws Exception {
        try (Journal journal = open()) {
            List<UUID> ids = append(journal, 2_500, 0);
            assertThat(drainAll(journal, drain(journal, database))).isEqualTo(2_500);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
        }
        assertThat(one("select inputs from inference order by at fetch first row only"))
                .isEqualTo("{\"age\":0}");
        assertThat(one("select scores from inference order by at fetch first row only"))
                .isEqualTo("{\"yes\":0.75,\"no\":0.25}");
        assertThat(one("select count(*) from inference where model_id = 9 and label = 'yes' and score = 0.75"))
                .isEqualTo("2500");
        assertThat(one("select count(*) from inference where attributes = '{\"vip\":true}'"
                        + " and occurred_at = dateadd(hour, -1, at)"))
                .isEqualTo("2500");
    }

    @Test
    void a_request_that_was_refused_as_a_whole_is_a_row_and_counts_for_no_version_but_for_the_size() throws Exception {
        try (Journal journal = open()) {
            InferenceRecord refused = new RefusedRequest("no \"such\" model", 404, "nothing answers there")
                    .traced("4bf92f3577b34da6a3ce929d0e0e4736")
                    .record(Ids.next(), 7, 50, 120);
            journal.append(new InferenceEncoder().encode(refused));
            assertThat(drainAll(journal, drain(journal, database))).isEqualTo(1);
            assertThat(ids()).containsExactly(refused.inferenceId());
        }
        assertThat(one(
                        "select dimensions from inference where outcome = 'REFUSED' and reason = 'NONE' and model_version_id = 0"
                                + " and trace_id = '4bf92f3577b34da6a3ce929d0e0e4736'"))
                .isEqualTo(
                        "{\"model\":\"no \\\"such\\\" model\",\"status\":404,\"problem\":\"nothing answers there\"}");
        assertThat(one("select count(*) from histogram_hour where model_version_id <> 0 or model_id <> 0"))
                .isEqualTo("0");
        assertThat(Long.parseLong(one("select sum(log_bytes) from histogram_hour")))
                .as("what retention bounds")
                .isGreaterThan(200);
        assertThat(one("select count(*) from usage_hour")).isEqualTo("0");
    }

    @Test
    void an_experiments_answers_and_units_come_with_their_rows_and_once() throws Exception {
        update("insert into organisation values (50, 'tested', timestamp '2026-01-01 00:00:00')");
        update("insert into experiment (id, public_id, organisation_id, name, state, traffic, slot_from, salt, plan,"
                + " created_by, created_at, changes) values (7, random_uuid(), 50, 'e', 'RUNNING', 10000, 0, 's',"
                + " '{\"segments\":[\"tier\"]}', 'a', timestamp '2026-01-01 00:00:00', 1)");
        try (Journal journal = open()) {
            InferenceEncoder encoder = new InferenceEncoder();
            for (int i = 0; i < 700; i++) {
                InferenceRecord plain = record(i * 1_000L, 1);
                InferenceRecord with = new InferenceRecord(
                                plain.inferenceId(),
                                plain.timeMicros(),
                                50,
                                100,
                                150,
                                200,
                                i % 2 == 0 ? "now" : "next",
                                RoutingReason.EXPERIMENT,
                                "user-" + i % 100,
                                plain.outcome(),
                                plain.inputs(),
                                1,
                                "yes",
                                0.75,
                                plain.classScores(),
                                120,
                                null,
                                null,
                                "{\"tier\":\"gold\"}",
                                InferenceRecord.UNSAID)
                        .in(new ExperimentArm(7, i % 2));
                journal.append(encoder.encode(with));
            }
            assertThat(drainAll(journal, drain(journal, database))).isEqualTo(700);
        }
        assertThat(one("select count(*) from inference where experiment_id = 7 and reason = 'EXPERIMENT'"))
                .isEqualTo("700");
        assertThat(one("select count(*) from experiment_answer where experiment_id = 7 and answered"))
                .isEqualTo("700");
        assertThat(one("select count(*) from experiment_exposure where experiment_id = 7 and at_millis < 100"
                        + " and segment_0 = 'gold'"))
                .isEqualTo("100");
    }

    @Test
    void hours_are_added_up_over_batches_and_restarts() throws Exception {
        try (Journal journal = open()) {
            append(journal, 1_000, 0);
            append(journal, 300, HOUR_MICROS);
            drainAll(journal, drain(journal, database));
        }
        try (Journal journal = open()) {
            append(journal, 200, 0);
            drainAll(journal, drain(journal, database));
        }
        HourCounts first = hour(0);
        assertThat(first.requests()).isEqualTo(1_200);
        assertThat(first.histograms()).isNotNull();
        assertThat(first.histograms().rows()).isEqualTo(1_200);
        assertThat(first.histograms().labelCounts()).containsExactly(0, 0, 1_200, 0);
        assertThat(hour(HOUR_MICROS).requests()).isEqualTo(300);
    }

    @Test
    void tokens_and_cost_are_in_the_rows_and_in_the_hours_of_declared_dimensions() throws Exception {
        accounting = new Accounting(
                "EUR", new Price(1, 2, 3), Map.of(), Map.of("operation", List.of("sort")), List.of("anna"));
        for (int turn = 0; turn < 2; turn++) { // the second adds to what the first has stored, in a new process
            try (Journal journal = open()) {
                InferenceEncoder encoder = new InferenceEncoder();
                for (int i = 0; i < 600; i++) {
                    journal.append(encoder.encode(record(i * 1_000L, 1)
                            .taking(new Spent(10, 2, 1_026, "EUR"))
                            .askedBy(i % 3 == 0 ? "anna/ci" : "bob")));
                }
                assertThat(drainAll(journal, drain(journal, database))).isEqualTo(600);
            }
        }
        assertThat(one("select count(*) from inference where input_tokens = 10 and output_tokens = 2"
                        + " and cost_nanos = 1026 and currency = 'EUR'"))
                .isEqualTo("1200");
        String sums =
                "select requests || ' ' || input_tokens || ' ' || output_tokens || ' ' || cost_nanos from usage_hour"
                        + " where model_id = 9 and currency = 'EUR' and dimension = ";
        assertThat(one(sums + "''")).isEqualTo("1200 12000 2400 1231200");
        assertThat(one(sums + "'operation' and dimension_value = '(none)'")).isEqualTo("1200 12000 2400 1231200");
        assertThat(one(sums + "' ' and dimension_value = 'anna'")).isEqualTo("400 4000 800 410400");
        assertThat(one("select count(*) from usage_hour")).isEqualTo("4");
    }

    @Test
    void rows_of_models_of_which_nothing_is_said_have_no_cost_and_no_sums() throws Exception {
        try (Journal journal = open()) {
            append(journal, 3, 0);
            drainAll(journal, drain(journal, database));
        }
        assertThat(one("select count(*) from inference where input_tokens is null and cost_nanos is null"
                        + " and currency is null"))
                .isEqualTo("3");
        assertThat(one("select count(*) from usage_hour")).isEqualTo("0");
    }

    @Test
    void rows_of_a_version_that_is_gone_are_kept_by_position() throws Exception {
        try (Journal journal = open()) {
            append(journal, 3, 0);
            InferenceDrain drain = new InferenceDrain(
                    database, journal, NODE, id -> Optional.empty(), id -> accounting, 500, Clock.systemUTC());
            drainAll(journal, drain);
        }
        assertThat(one("select count(*) from inference where inputs like '{\"0\":%'"))
                .isEqualTo("3");
    }

    @Test
    void the_thread_stops_cleanly_and_drains_what_is_left() throws Exception {
        try (Journal journal = open()) {
            DrainThread draining = new DrainThread(drain(journal, database));
            Thread thread = new Thread(draining);
            thread.start();
            append(journal, 2_000, 0);
            draining.stop();
            thread.join();
            assertThat(draining.rows()).isEqualTo(2_000);
            assertThat(journal.stats().undrainedRecords()).isZero();
        }
    }

    @Test
    @Timeout(60)
    void who_waits_for_a_record_does_not_wait_for_others_to_come() throws Exception {
        Duration patience = Duration.ofMinutes(10);
        try (Journal journal = open()) {
            DrainThread draining = new DrainThread(drain(journal, database), patience);
            Thread thread = new Thread(draining);
            thread.start();
            List<UUID> ids = append(journal, 1, 0);
            long seen = draining.commits();
            while (!ids().containsAll(ids)) {
                assertThat(draining.awaitCommit(seen, patience)).isTrue();
                seen = draining.commits();
            }
            draining.stop(); // it does not wait either
            thread.join();
        }
    }
}
