package org.modelyard.platform.entity;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.platform.settings.SettingSource;

/**
 * A data source that reads the product's own configuration (environment, file, home), which a container's pool
 * definition cannot, and delegates to the driver's. The container pools its connections.
 */
abstract class ConfiguredDataSource implements DataSource {

    private final DataSource driver;

    /** Whether a change of the connection's mode is a round trip, and there are many. */
    private final boolean remote;

    ConfiguredDataSource(Role role) {
        Configuration configuration = Configuration.read(SettingSource.ofProcess());
        String url = role == Role.BATCH
                ? configuration.database().batchUrl(configuration.server().home())
                : configuration.database().applicationUrl(configuration.server().home());
        boolean mariaDb = url.startsWith("jdbc:mariadb:");
        driver = mariaDb ? mariaDb(url, configuration) : h2(url);
        remote = mariaDb && role == Role.APPLICATION;
    }

    enum Role {
        APPLICATION,
        BATCH
    }

    private static DataSource h2(String url) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        h2.setUser("sa");
        h2.setPassword("");
        return h2;
    }

    private static DataSource mariaDb(String url, Configuration configuration) {
        try {
            MariaDbDataSource mariaDb = new MariaDbDataSource(url);
            mariaDb.setUser(configuration.database().user());
            mariaDb.setPassword(configuration.database().password());
            return mariaDb;
        } catch (SQLException e) {
            throw new IllegalStateException("the driver does not take the address " + url, e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return remote ? DeferredAutoCommit.of(driver.getConnection()) : driver.getConnection();
    }

    /** The container passes its own empty user; ours comes from the configuration. */
    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return driver.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        driver.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        driver.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return driver.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return driver.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return driver.isWrapperFor(type);
    }
}
