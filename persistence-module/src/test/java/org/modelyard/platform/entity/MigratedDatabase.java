package org.modelyard.platform.entity;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/** The product's tables in the memory of a test. */
public final class MigratedDatabase {

    private static final String NEWEST = "latest";

    private MigratedDatabase() {}

    public static JdbcDataSource open() {
        return open(NEWEST);
    }

    /**
     * As an earlier release left it.
     *
     * @param target the last migration that it knew
     */
    public static JdbcDataSource open(String target) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        migrate(database, target);
        return database;
    }

    /** As this release finds it. */
    public static void upgrade(JdbcDataSource database) {
        migrate(database, NEWEST);
    }

    private static void migrate(JdbcDataSource database, String target) {
        Flyway.configure(MigratedDatabase.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .target(target)
                .load()
                .migrate();
    }
}
