package org.modelyard.batch.service;

import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.entity.JobLeaseTable;
import org.modelyard.platform.service.OncePerCluster;
import org.modelyard.platform.service.StatementFailed;

/** Starts each organisation's clean-up once a night, on one node, and forgets leases of jobs long done. */
@Singleton
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NightlyRetention {

    private static final System.Logger LOG = System.getLogger(NightlyRetention.class.getName());
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Duration LEASES_KEPT = Duration.ofDays(30);
    private static final int LEASES_AT_ONCE = 10_000;

    @Inject
    private OncePerCluster cluster;

    @Inject
    private Executions executions;

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Schedule(hour = "3", minute = "20", persistent = false, info = "retention")
    void start() {
        try {
            cluster.run("retention", AT_MOST, this::work);
        } catch (RuntimeException e) { // an exception would be retried at once and logged as a fault of the timer
            LOG.log(Level.ERROR, "retention did not start", e);
        }
    }

    private void work() {
        try {
            for (long organisation : organisations()) {
                executions.submit(Caller.server(organisation), RetentionJob.NAME, Map.of());
            }
            new JobLeaseTable(database).forget(HeldLeases.PREFIX, LEASES_KEPT, LEASES_AT_ONCE);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private List<Long> organisations() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select id from organisation order by id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
