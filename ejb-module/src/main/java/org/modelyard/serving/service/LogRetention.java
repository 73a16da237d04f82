package org.modelyard.serving.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.platform.settings.MonitoringSettings;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.serving.entity.InferencePartitions;
import org.modelyard.serving.entity.InferenceRetention;

/** Keeps the inference log and the hourly counts within their bounds. Outside of a transaction: each statement counts. */
@ApplicationScoped
public class LogRetention {

    private static final System.Logger LOG = System.getLogger(LogRetention.class.getName());
    /**
     * Nearly half of the time, since a log that is written fast must be deleted as fast. A timer rests for half its pause after each run: what takes longer than the
     * other half loses the next signal, and deletes less.
     */
    static final Duration LONGEST_DELETING = Duration.ofSeconds(135);

    /** Most backups are done with the log by then; where one is not, the next signal comes before another backup does. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration ONE_TRY = Duration.ofSeconds(1);

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private ServingSettings serving;

    @Inject
    private MonitoringSettings monitoring;

    @Inject
    private Clock clock;

    private final InferenceRetention retention = new InferenceRetention();
    private volatile boolean stopping;

    /** The server stops: what is left to delete waits for the next start. */
    void stop() {
        stopping = true;
    }

    /** Partitions of the days to come; nothing on H2. */
    void prepare() {
        try (Connection connection = database.getConnection()) {
            if (isPartitioned(connection)) {
                alone(connection, Duration.ZERO, () -> retention.prepareDays(connection, clock.instant()));
            }
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Removes what is too old or too much. */
    void enforce() {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            Instant cutoff = retention.cutoff(connection, now.minus(serving.logRetention()), serving.logBytes(), now);
            if (isPartitioned(connection)) {
                alone(connection, PATIENCE, () -> {
                    retention.prepareDays(connection, now);
                    var dropped = retention.dropDays(connection, cutoff);
                    if (!dropped.isEmpty()) {
                        LOG.log(Level.INFO, "the inference log of {0} is dropped", dropped);
                    }
                });
            } else {
                delete(connection, cutoff);
            }
            retention.deleteHours(connection, now.minus(monitoring.histograms()));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private interface Change {
        void make() throws SQLException;
    }

    /** There are partitions for days ahead, and what is too old may stay a little longer: a backup that reads the log is not disturbed. */
    private void alone(Connection connection, Duration patience, Change change) throws SQLException {
        if (!held(connection, patience)) {
            LOG.log(Level.INFO, "the partitions of the inference log stay as they are for now: a backup reads them");
            return;
        }
        try {
            change.make();
        } finally {
            InferencePartitions.release(connection);
        }
    }

    /** Asks again each second, so that a server which stops waits no longer than that. */
    private boolean held(Connection connection, Duration patience) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        boolean held = InferencePartitions.hold(connection, Duration.ZERO);
        while (!held && !stopping && System.nanoTime() < end) {
            held = InferencePartitions.hold(connection, ONE_TRY);
        }
        return held;
    }

    private void delete(Connection connection, Instant cutoff) throws SQLException {
        long end = System.nanoTime() + LONGEST_DELETING.toNanos();
        int all = 0;
        for (int rows = 1; rows > 0 && !stopping && System.nanoTime() < end; all += rows) {
            rows = retention.deleteSome(connection, cutoff);
        }
        if (all > 0) {
            LOG.log(Level.INFO, "{0} rows of the inference log before {1} are deleted", all, cutoff);
        }
    }

    private static boolean isPartitioned(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("MariaDB");
    }
}
