package org.modelyard.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Role;

/** A child process of {@code modelyard.jar} with its own home and port, started and killed as a user would. */
public final class ModelyardServer implements AutoCloseable {

    /** The token of the first administrator. */
    public static final String ADMIN_TOKEN = "it-admin-token-0123456789-abcdefghij";
    /** The console password of {@code admin}. */
    public static final String ADMIN_PASSWORD = "it-admin-password";

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final int LOG_TAIL = 200;
    // most servers live for a minute, in which much compiling does not pay; -Dmodelyard.it.compiler tries another way
    private static final String COMPILER = System.getProperty("modelyard.it.compiler", "-XX:TieredStopAtLevel=1");
    private static final String FAILED = "Exception during lifecycle processing"; // the server's words; it goes on

    private final Database database;
    private final Path home;
    private final Path log;
    private final int port;
    private final Map<String, String> environment;
    private final Map<Role, String> tokens = new ConcurrentHashMap<>();
    private @Nullable Process process;

    private ModelyardServer(Database database, Path home, int port, Map<String, String> environment) {
        this.database = database;
        this.home = home;
        this.log = Path.of(home + ".log");
        this.port = port;
        this.environment = environment;
    }

    /**
     * A started server of the test's own, on a new home and a new database; the test closes it.
     *
     * @param settings environment variables beside the usual ones, which they override
     */
    public static ModelyardServer start(Database database, Map<String, String> settings) {
        ModelyardServer server = prepare(database, settings);
        server.start();
        return server;
    }

    /** As {@link #start(Database, Map)}, not started yet. */
    public static ModelyardServer prepare(Database database, Map<String, String> settings) {
        try {
            Path home = Files.createTempDirectory(
                    ServerFolder.root(), database.name().toLowerCase(java.util.Locale.ROOT));
            int port = freePort();
            Map<String, String> environment = new HashMap<>(database.environment());
            environment.put("MODELYARD_HOME", home.toString());
            environment.put("MODELYARD_HTTP_PORT", Integer.toString(port));
            environment.put("MODELYARD_HTTP_ADDRESS", "127.0.0.1");
            environment.put("MODELYARD_ADMIN_TOKEN", ADMIN_TOKEN);
            environment.put("MODELYARD_ADMIN_PASSWORD", ADMIN_PASSWORD);
            // the usual 600,000 take a core for seconds where no code is compiled for long
            environment.put("MODELYARD_PASSWORD_ROUNDS", "10000");
            environment.putAll(settings);
            return new ModelyardServer(database, home, port, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings beside the others, which they override; from the next start on. */
    void change(Map<String, String> settings) {
        environment.putAll(settings);
    }

    /** Starts the process on its home, for the first time or again, and waits until it is ready. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts the process without waiting. */
    public void launch() {
        Path jar = ServerFolder.module().resolve(System.getProperty("modelyard.jar", "target/modelyard.jar"));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: run `./mvnw package -DskipTests` first");
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx600m",
                COMPILER,
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MODELYARD_"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for {@code /health} to say 200. */
    public void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        ApiClient anybody = new ApiClient(uri(), null);
        while (System.nanoTime() < deadline) {
            if (endsWithin(Duration.ofMillis(200))) {
                throw new IllegalStateException(
                        "the server ended with " + running().exitValue() + ":\n" + logTail());
            }
            if (anybody.answers("/health")) {
                return;
            }
            if (log().contains(FAILED)) {
                kill9();
                throw new IllegalStateException("the application did not deploy:\n" + logTail());
            }
        }
        kill9();
        throw new IllegalStateException("the server was not ready within " + START + ":\n" + logTail());
    }

    /** As a power failure of the process: no hook runs. Returns when it is gone. */
    public void kill9() {
        running().destroyForcibly();
        if (!endsWithin(STOP)) {
            throw new IllegalStateException("the process survived a kill");
        }
    }

    /** As an operator ends it: SIGTERM. */
    public void stop() {
        running().destroy();
        if (!endsWithin(STOP)) {
            kill9();
            throw new IllegalStateException("the server did not stop within " + STOP + ":\n" + logTail());
        }
    }

    /** Whether the process ended within the time. */
    public boolean endsWithin(Duration time) {
        try {
            return running().waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public int exitValue() {
        return running().exitValue();
    }

    public long pid() {
        return running().pid();
    }

    /** The first administrator's client. */
    public ApiClient api() {
        return new ApiClient(uri(), ADMIN_TOKEN);
    }

    /** A client that has exactly this role; its token is made once. */
    public ApiClient as(Role role) {
        return new ApiClient(uri(), tokens.computeIfAbsent(role, this::newToken));
    }

    /** A client without a token. */
    public ApiClient anonymous() {
        return new ApiClient(uri(), null);
    }

    private String newToken(Role role) {
        String body = "{\"user\":\"admin\",\"name\":\"it-" + role.name().toLowerCase(java.util.Locale.ROOT)
                + "\",\"role\":\"" + role + "\"}";
        return api().post("/api/v1/tokens", body)
                .expect(201)
                .json()
                .required("token")
                .textValue();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Database database() {
        return database;
    }

    public Path home() {
        return home;
    }

    /** The server's tables; on H2 the process must have ended first, which then gives its file free. */
    public Connection tables() throws SQLException {
        String url = environment.get("MODELYARD_DB_URL");
        return url == null
                ? DriverManager.getConnection("jdbc:h2:file:" + home.resolve("modelyard"), "sa", "")
                : DriverManager.getConnection(
                        url, environment.get("MODELYARD_DB_USER"), environment.get("MODELYARD_DB_PASSWORD"));
    }

    /** Ids of the inference log, as often as they are in it; on H2 as {@link #tables}. */
    public List<String> loggedInferences() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection tables = tables();
                Statement statement = tables.createStatement();
                ResultSet rows = statement.executeQuery("select id from inference")) {
            while (rows.next()) {
                ByteBuffer id = ByteBuffer.wrap(rows.getBytes(1));
                ids.add(new UUID(id.getLong(), id.getLong()).toString());
            }
        }
        return ids;
    }

    /** All that the process printed so far, over all its starts. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String logTail() {
        List<String> lines = new ArrayList<>(log().lines().toList());
        return log + ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    /** Kills the process and deletes its home; the log stays. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill9();
        }
        ServerFolder.delete(home);
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
