package org.modelyard.monitoring.service;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.modelyard.platform.entity.OldRows;
import org.modelyard.platform.service.StatementFailed;

/** What monitoring keeps for a while: ended drift checks and their reports. Hourly histograms go with the log's retention. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DriftHistory {

    private static final int AT_ONCE = 1_000;

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private Clock clock;

    private final OldRows reports = new OldRows("drift_report", "created_at", "drift_chart.report_id");
    private final OldRows checks = new OldRows("drift_check", "ended_at");

    /**
     * Deletes a batch of what is older than this, in a transaction of its own.
     *
     * @return whether there may be more
     */
    public boolean forgetSome(long organisationId, Duration age) {
        Instant before = clock.instant().minus(age);
        try (Connection connection = database.getConnection()) {
            int gone = reports.delete(connection, organisationId, before, AT_ONCE);
            return Math.max(gone, checks.delete(connection, organisationId, before, AT_ONCE)) == AT_ONCE;
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
