package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.journal.Journal;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Signature;
import org.modelyard.monitoring.model.ProfileLayout;
import org.modelyard.serving.model.InferenceEncoder;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.VersionShape;

/** One record that cannot be written keeps no other out of the log. */
class InferenceDrainOddTest extends DrainFloor {

    private static final Signature TIMED = new Signature(
            Task.CLASSIFICATION,
            List.of(new Signature.Input(new FeatureSpec("since", FeatureType.TIMESTAMP), true)),
            List.of("no", "yes"));

    @Test
    void a_time_that_no_calendar_reaches_is_written_as_its_number() throws Exception {
        try (Journal journal = open()) {
            InferenceRecord far = record(1_000, 31_556_889_864_403_200d); // one second beyond the last of Java's
            journal.append(new InferenceEncoder().encode(far));
            append(journal, 20, 0);
            InferenceDrain drain = new InferenceDrain(
                    database,
                    journal,
                    NODE,
                    id -> Optional.of(new VersionShape(9, TIMED, null)),
                    id -> accounting,
                    500,
                    Clock.systemUTC());
            assertThat(drainAll(journal, drain)).isEqualTo(21);
            assertThat(ids()).hasSize(21).contains(far.inferenceId());
        }
        assertThat(one("select count(*) from inference where inputs = '{\"since\":\"3.15568898644032E16\"}'"))
                .isEqualTo("1");
    }

    @Test
    void a_record_that_cannot_be_counted_is_in_the_log_all_the_same() throws Exception {
        try (Journal journal = open()) {
            List<UUID> ids = append(journal, 20, 0);
            InferenceDrain drain = new InferenceDrain(
                    database,
                    journal,
                    NODE,
                    id -> Optional.of(new VersionShape(9, SIGNATURE, ofTwoInputs())),
                    id -> accounting,
                    500,
                    Clock.systemUTC());
            assertThat(drainAll(journal, drain)).isEqualTo(20);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
        }
        assertThat(one("select requests from histogram_hour")).isEqualTo("20");
    }

    @Test
    void what_the_database_refuses_goes_in_without_its_inputs_or_is_passed_over() throws Exception {
        update("alter table inference add constraint no_666 check (inputs not like '%666%')");
        update("alter table inference add constraint no_late check (latency_micros < 1000)");
        try (Journal journal = open()) {
            InferenceEncoder encoder = new InferenceEncoder();
            List<UUID> ids = new ArrayList<>(append(journal, 20, 0));
            InferenceRecord bare = record(50, 666);
            journal.append(encoder.encode(bare));
            journal.append(encoder.encode(slow(5_000)));
            ids.addAll(append(journal, 20, 100));
            ids.add(bare.inferenceId());
            assertThat(drainAll(journal, drain(journal, database))).isEqualTo(41);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(journal.stats().undrainedRecords()).isZero();
        }
        assertThat(one("select inputs from inference where inputs like '%omitted%'"))
                .isEqualTo("{\"omitted\":\"could not be written\"}");
        assertThat(one("select requests from histogram_hour"))
                .as("those that were written whole, each once")
                .isEqualTo("40");
    }

    @Test
    void counts_that_cannot_be_read_keep_nothing_out_of_the_log() throws Exception {
        try (Journal journal = open()) {
            List<UUID> ids = new ArrayList<>(append(journal, 5, 0));
            drainAll(journal, drain(journal, database));
            update("update histogram_hour set latency_counts = x'00'");
            ids.addAll(append(journal, 5, 100));
            ids.addAll(append(journal, 5, HOUR_MICROS));
            assertThat(drainAll(journal, drain(journal, database))).isEqualTo(10);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
        }
        assertThat(one("select count(*) from inference where inputs like '{\"age\":%'"))
                .as("whole, though uncounted")
                .isEqualTo("15");
        assertThat(hour(HOUR_MICROS).requests()).isEqualTo(5);
    }

    /** Written one by one, a batch of each hour that has such counts would be five hundred transactions. */
    @Test
    void counts_that_cannot_be_read_hold_up_no_batch_and_are_said_once() throws Exception {
        List<LogRecord> said = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger hours = Logger.getLogger(DrainedHours.class.getName());
        Logger batches = Logger.getLogger(InferenceDrain.class.getName());
        hours.addHandler(handler);
        batches.addHandler(handler);
        try (Journal journal = open()) {
            append(journal, 5, 0);
            drainAll(journal, drain(journal, database));
            update("update histogram_hour set latency_counts = x'00'");
            append(journal, 1_200, 100);
            append(journal, 5, HOUR_MICROS);
            assertThat(drainAll(journal, drain(journal, database))).isEqualTo(1_205);
        } finally {
            hours.removeHandler(handler);
            batches.removeHandler(handler);
        }
        assertThat(ids()).hasSize(1_210);
        assertThat(one("select count(*) from histogram_hour where requests = 5"))
                .as("as it was, and that of the hour behind it")
                .isEqualTo("2");
        assertThat(said).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(record.getMessage()).contains("cannot be read");
        });
    }

    @Test
    void what_is_no_records_fault_is_tried_again_as_a_whole() throws Exception {
        try (Journal journal = open()) {
            List<UUID> ids = append(journal, 20, 0);
            update("alter table inference rename to inference_away");
            InferenceDrain drain = drain(journal, database);
            assertThatThrownBy(() -> drain.drain(Duration.ZERO)).isInstanceOf(SQLException.class);
            update("alter table inference_away rename to inference");
            assertThat(drainAll(journal, drain)).isEqualTo(20);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    /** The records have one input each: their histograms cannot be counted. */
    private static ProfileLayout ofTwoInputs() {
        double[] numbers = {1, 2, 3, 4};
        Schema schema =
                new Schema(Task.CLASSIFICATION, "label", List.of(AGE, new FeatureSpec("height", FeatureType.NUMERIC)));
        Table table = new Table(
                schema,
                List.of(new Column.Numbers(numbers), new Column.Numbers(numbers)),
                new Column.Categories(new int[] {0, 1, 0, 1}, new String[] {"no", "yes"}));
        return ProfileLayout.of(table, List.of("no", "yes"));
    }

    private static InferenceRecord slow(long latencyMicros) {
        InferenceRecord plain = record(60, 1);
        return new InferenceRecord(
                plain.inferenceId(),
                plain.timeMicros(),
                plain.organisationId(),
                plain.modelVersionId(),
                plain.deploymentId(),
                plain.environmentId(),
                plain.variant(),
                plain.reason(),
                plain.unit(),
                plain.outcome(),
                plain.inputs(),
                plain.labelIndex(),
                plain.label(),
                plain.score(),
                plain.classScores(),
                latencyMicros,
                null,
                null,
                null,
                InferenceRecord.UNSAID);
    }
}
