package org.modelyard.training.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.training.model.EpochFigures;

class TrainingEpochsTest {

    private static final Instant CUTOFF = Instant.parse("2026-03-01T00:00:00Z");
    private static final UUID OLD = new UUID(1, 1);
    private static final UUID YOUNG = new UUID(1, 2);
    private static final UUID FOREIGN = new UUID(1, 3);
    private static final UUID RUNNING = new UUID(1, 4);

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private TrainingEpochs epochs;

    @BeforeEach
    void tables() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        connection = database.getConnection();
        epochs = new TrainingEpochs(() -> connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table training_job (public_id binary(16) primary key, organisation_id bigint,"
                    + " ended_at timestamp(6))");
            statement.execute(
                    "create table training_epoch (training_job_id binary(16) not null, fold int not null,"
                            + " epoch int not null, training_loss double precision, validation_loss double precision,"
                            + " learning_rate double precision, rows_per_second double precision, cpu_cores double precision,"
                            + " heap_bytes bigint, elapsed_millis bigint not null, primary key (training_job_id, fold, epoch))");
        }
        job(OLD, 1, "2026-02-28 23:59:59");
        job(YOUNG, 1, "2026-03-01 00:00:00");
        job(FOREIGN, 2, "2026-02-01 00:00:00");
        job(RUNNING, 1, null);
        for (UUID job : List.of(OLD, YOUNG, FOREIGN, RUNNING)) {
            steps(job, 0, 995);
            steps(job, 1, 40);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void of_old_jobs_as_many_steps_stay_as_a_curve_needs_the_first_and_the_last_among_them() throws SQLException {
        assertThat(epochs.thinOut(1, CUTOFF, 50, 10)).isEqualTo(1);
        List<Integer> left = steps(OLD, 0);
        assertThat(left).hasSizeBetween(40, 52).contains(1, 20, 40, 980, 995);
        assertThat(steps(OLD, 1)).hasSize(40);
        assertThat(epochs.thinOut(1, CUTOFF, 50, 10)).as("once is enough").isZero();
        assertThat(steps(OLD, 0)).isEqualTo(left);
    }

    @Test
    void the_young_those_that_run_and_other_organisations_keep_every_step() throws SQLException {
        epochs.thinOut(1, CUTOFF, 50, 10);
        for (UUID job : List.of(YOUNG, FOREIGN, RUNNING)) {
            assertThat(steps(job, 0)).hasSize(995);
        }
    }

    private void job(UUID id, long organisation, @Nullable String ended) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into training_job values (?, ?, ?)")) {
            insert.setBytes(1, UuidColumn.bytes(id));
            insert.setLong(2, organisation);
            insert.setString(3, ended);
            insert.executeUpdate();
        }
    }

    private void steps(UUID job, int fold, int count) throws SQLException {
        epochs.write(
                job,
                IntStream.rangeClosed(1, count)
                        .mapToObj(epoch -> new EpochFigures(fold, epoch, 1.0 / epoch, null, null, null, null, 1, 1))
                        .toList());
    }

    private List<Integer> steps(UUID job, int fold) throws SQLException {
        return epochs.of(job, 10_000).stream()
                .filter(step -> step.fold() == fold)
                .map(EpochFigures::epoch)
                .toList();
    }
}
