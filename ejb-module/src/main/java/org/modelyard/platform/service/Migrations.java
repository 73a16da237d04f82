package org.modelyard.platform.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/** Brings the database to this version's tables before anything else touches it; the others depend on it. */
@DataSourceDefinition(
        name = "java:global/modelyard/application",
        className = "org.modelyard.platform.entity.ApplicationDataSource",
        minPoolSize = 4,
        maxPoolSize = 40,
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=5",
            "fish.payara.fail-all-connections=true"
        })
@DataSourceDefinition(
        name = "java:global/modelyard/batch",
        className = "org.modelyard.platform.entity.BatchDataSource",
        minPoolSize = 1,
        maxPoolSize = 20,
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=5"
        })
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

    private static final String BASELINE = "0";
    private static final System.Logger LOG = System.getLogger(Migrations.class.getName());

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private SchemaVersion schema;

    @Inject
    private Event<DatabaseFound> found;

    @PostConstruct
    void migrate() {
        String vendor = vendor();
        found.fire(new DatabaseFound(
                vendor, target -> flyway(vendor, target).migrate(), () -> known("h2"), () -> known("mariadb")));
        Flyway flyway = flyway(vendor, null);
        MigrateResult result = flyway.migrate();
        schema.reached(
                result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion,
                Arrays.stream(flyway.info().applied())
                        .map(MigrationInfo::getVersion)
                        .filter(Objects::nonNull)
                        .map(MigrationVersion::getVersion)
                        .filter(version -> !version.equals(BASELINE))
                        .toList());
        LOG.log(Level.INFO, "database {0}: {1} migrations run", vendor, result.migrationsExecuted);
    }

    /** @param target the last version to run; null: all there are */
    private Flyway flyway(String vendor, @Nullable String target) {
        FluentConfiguration configuration = Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                .baselineOnMigrate(true) // on MariaDB the batch repository may have made its tables first
                .baselineVersion(BASELINE);
        return (target == null ? configuration : configuration.target(target)).load();
    }

    /** Versions of the migrations for a database that this product has. */
    private Set<String> known(String vendor) {
        return Arrays.stream(flyway(vendor, null).info().all())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .map(MigrationVersion::getVersion)
                .collect(Collectors.toSet());
    }

    private String vendor() {
        try (Connection connection = database.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return product.toLowerCase(Locale.ROOT);
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }
}
