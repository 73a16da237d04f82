package org.modelyard.batch.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.entity.JobLeaseTable;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.platform.service.Timers;

/** Starts each organisation's clean-up once a night, on one node, and forgets leases of jobs long done. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NightlyRetention {

    private static final LocalTime AT = LocalTime.of(3, 20);
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Duration LEASES_KEPT = Duration.ofDays(30);
    private static final int LEASES_AT_ONCE = 10_000;

    @Inject
    private Timers timers;

    @Inject
    private Executions executions;

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @PostConstruct
    void schedule() {
        timers.dailyInCluster("retention", AT, AT_MOST, this::work);
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
