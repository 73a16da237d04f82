package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.store.BlockHashes;

/** Files above 8 MiB are checked block by block on their way out: no damaged byte leaves, and no end is reached. */
@OnBothDatabases
class LargeArtifactIT {

    private static final int BLOCK = BlockHashes.BLOCK;
    private static final byte[] CONTENT = new byte[2 * BLOCK + 1_000];

    private final ModelyardServer server;
    private final ApiClient api;
    private final String name = "large-" + UUID.randomUUID().toString().substring(0, 8);
    private final String artifact = "/api/v1/models/" + name + "/versions/1.0.0/artifacts/checkpoint";

    LargeArtifactIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        new Random(server.database().ordinal() + 77L).nextBytes(CONTENT);
    }

    @Test
    void a_flipped_byte_is_told_when_nothing_has_left_and_breaks_the_connection_later() throws Exception {
        api.post(
                        "/api/v1/models/" + name + "/versions",
                        "{\"task\":\"CLASSIFICATION\",\"elsewhere\":{\"architecture\":\"a forest\"}}")
                .expect(201);
        JsonNode kept = api.send("PUT", artifact, BodyPublishers.ofByteArray(CONTENT), RunCalls.octets())
                .expect(200)
                .json();
        String sha256 = kept.path("sha256").asText();
        assertThat(sha256).isEqualTo(Sha256.hex(CONTENT));
        assertThat(api.bytes(artifact, Map.of(), 200)).isEqualTo(CONTENT);
        assertThat(part(BLOCK - 2, BLOCK + 2)).isEqualTo(Arrays.copyOfRange(CONTENT, BLOCK - 2, BLOCK + 3));
        api.send("HEAD", artifact, "", Map.of()).expect(200);

        Path file = new RunCalls(server, name).file(sha256);
        flip(file, 100);
        assertThat(RunCalls.problem(api.get(artifact).expect(409)))
                .contains(
                        "block 0",
                        Sha256.hex(Arrays.copyOf(CONTENT, BLOCK)),
                        Sha256.hex(Arrays.copyOf(bad(100), BLOCK)));
        api.send("GET", artifact, "", Map.of("Range", "bytes=5-6")).expect(409);
        assertThat(part(BLOCK, BLOCK + 9)).isEqualTo(Arrays.copyOfRange(CONTENT, BLOCK, BLOCK + 10));

        flip(file, 2 * BLOCK + 999);
        long asked = System.nanoTime();
        assertThatThrownBy(() -> api.bytes(artifact, Map.of(), 200)).isInstanceOf(UncheckedIOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .as("told at once, not when the connection has been idle for long")
                .isLessThan(Duration.ofSeconds(20));
        api.send("GET", artifact, "", Map.of("Range", "bytes=-1")).expect(409);
        assertThat(part(0, 2 * BLOCK - 1)).isEqualTo(Arrays.copyOf(CONTENT, 2 * BLOCK));
        Await.until("an alert", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/alerts?limit=500").body())
                .filter(alerts -> alerts.contains("ARTIFACT_CORRUPT") && alerts.contains("model/" + name)));

        if (server.database() == Database.MARIADB) { // H2's tables cannot be reached from outside
            forgetBlocks(sha256);
            assertThat(RunCalls.problem(api.get(artifact).expect(409)))
                    .contains(sha256, Sha256.hex(bad(2 * BLOCK + 999)));
        }
        Files.write(file, CONTENT);
        assertThat(api.bytes(artifact, Map.of(), 200)).isEqualTo(CONTENT);
        flip(file, 2 * BLOCK + 999); // what its blocks hash to is known again, by that download where it was forgotten
        assertThat(part(0, 9)).isEqualTo(Arrays.copyOf(CONTENT, 10));
        Files.write(file, CONTENT);
    }

    private byte[] part(int from, int to) {
        return api.bytes(artifact, Map.of("Range", "bytes=" + from + "-" + to), 206);
    }

    private static void flip(Path file, int position) throws IOException {
        Files.write(file, bad(position));
    }

    private static byte[] bad(int position) {
        byte[] bad = CONTENT.clone();
        bad[position] ^= 1;
        return bad;
    }

    private void forgetBlocks(String sha256) throws SQLException {
        try (Connection tables = server.tables();
                Statement delete = tables.createStatement()) {
            assertThat(delete.executeUpdate("delete from artifact_blocks where sha256 = '" + sha256 + "'"))
                    .isEqualTo(1);
        }
    }
}
