package org.modelyard.platform.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the database answers. Loaded models go on predicting without it, into the journal. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private TimedCheck check;

    @Override
    public HealthCheckResponse call() {
        return check.ask(
                HealthCheckResponse.named("database")
                        .withData("withoutIt", "loaded models go on predicting; inferences wait in the journal"),
                this::product);
    }

    private String product() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
