package org.modelyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The REST API as the bench uses it; one connection, one caller. */
final class Client implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long POLL_NANOS = 200_000_000;
    private static final Set<String> PASSING =
            Set.of("CREATED", "QUEUED", "RUNNING", "PENDING", "DEPLOYING", "ACTIVATING");

    /** The server closes a connection that was idle for longer than this or somewhat more. */
    private static final long MOST_IDLE_NANOS = 10_000_000_000L;

    private final int port;
    private final String token;
    private Connection connection;
    private long used = System.nanoTime();

    Client(int port, String token) throws IOException {
        this.port = port;
        this.token = token;
        this.connection = new Connection(port);
    }

    JsonNode get(String path) throws IOException {
        return call("GET", path, "application/json", new byte[0]);
    }

    JsonNode post(String path, Object body) throws IOException {
        return call("POST", path, "application/json", JSON.writeValueAsBytes(body));
    }

    JsonNode json(String path, String body) throws IOException {
        return call("POST", path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    JsonNode csv(String path, String csv) throws IOException {
        return call("POST", path, "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes of an upload. @param offset how many have arrived before */
    void patch(String path, long offset, byte[] bytes) throws IOException {
        send("PATCH", path, "application/octet-stream", "Upload-Offset: " + offset + "\r\n", bytes);
    }

    byte[] bytes(String path) throws IOException {
        send("GET", path, "application/json", new byte[0]);
        return connection.body();
    }

    private JsonNode call(String method, String path, String type, byte[] body) throws IOException {
        send(method, path, type, body);
        return connection.body().length == 0 ? JSON.nullNode() : JSON.readTree(connection.body());
    }

    private void send(String method, String path, String type, byte[] body) throws IOException {
        send(method, path, type, "", body);
    }

    private void send(String method, String path, String type, String more, byte[] body) throws IOException {
        if (System.nanoTime() - used > MOST_IDLE_NANOS) {
            connection.close();
            connection = new Connection(port);
        }
        int status = connection.send(Connection.request(method, "/api/v1" + path, token, type, more, body));
        used = System.nanoTime();
        if (status >= 300) {
            throw new IOException(method + " " + path + " gave " + status + ": " + connection.text());
        }
    }

    /** Waits until the object's state is none of those that pass. */
    JsonNode settled(String path) throws IOException {
        while (true) {
            JsonNode object = get(path);
            String state = object.path("state").asText();
            if (!PASSING.contains(state)) {
                return object;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
