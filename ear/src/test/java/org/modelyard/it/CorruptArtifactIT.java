package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.platform.model.Sha256;

/** A model whose bytes changed on disk does not serve, and what served goes on. */
@OnBothDatabases
class CorruptArtifactIT {

    private final ModelyardServer server;
    private final ApiClient api;
    private final Journey journey;
    private final String name = "corrupt-" + UUID.randomUUID().toString().substring(0, 8);

    CorruptArtifactIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void its_deployment_fails_with_a_plain_reason() throws IOException {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(500, 7));
        journey.completed(journey.train(name, name, ""));
        journey.deploy(name, "1.0.0");
        journey.importCsv(name, Journey.loans(500, 8));
        String next = journey.completed(journey.train(name, name, ""))
                .path("modelVersion")
                .asText();
        String sha256 = journey.learned(name, next);
        Path artifact = artifact(sha256);
        byte[] good = Files.readAllBytes(artifact);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(artifact, bad);

        JsonNode failed = deployed(next);
        assertThat(failed.path("state").asText()).isEqualTo("FAILED");
        assertThat(failed.path("problem").asText())
                .contains(name + " " + next, sha256, "SHA-256")
                .doesNotContain("Exception", "org.modelyard");
        assertThat(served()).isEqualTo("1.0.0");
        FlippedByte.alerted(api, "model/" + name);
        String pinned = api.post("/api/v1/models/" + name + "/predict", body(",\"version\":\"" + next + "\""))
                .expect(409)
                .json()
                .path("detail")
                .asText();
        assertThat(pinned).contains("SHA-256").doesNotContain("Exception");

        Files.write(artifact, good);
        JsonNode serving = deployed(next);
        assertThat(serving.path("state").asText()).isEqualTo("ACTIVE");
        answeredBy(next);
        rolledBackFromMemory(
                artifact(journey.learned(name, "1.0.0")), serving.path("id").asText());
    }

    /** Whoever sees a deployment ACTIVE may be a moment before the node that reads its routes anew. */
    private void answeredBy(String version) {
        Await.until("version " + version + " to answer", Journey.LONGEST, () -> Optional.of(served())
                .filter(version::equals));
    }

    /** The version before is still in memory, as it was verified: it comes back at once, and that its file is damaged is alerted of then. */
    private void rolledBackFromMemory(Path file, String deployment) throws IOException {
        byte[] bad = Files.readAllBytes(file);
        bad[bad.length / 3] ^= 1;
        Files.write(file, bad);
        String back = api.post("/api/v1/deployments/" + deployment + "/rollback", "")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        JsonNode serving = Await.state(api, "/api/v1/deployments/" + back, Journey.LONGEST, "ACTIVE", "FAILED")
                .json();
        assertThat(serving.path("state").asText()).as(serving.toString()).isEqualTo("ACTIVE");
        answeredBy("1.0.0");
        Await.until("the alert", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/alerts").expect(200).body())
                .filter(alerts -> alerts.contains("SERVES_FROM_MEMORY") && alerts.contains("model/" + name)));
    }

    @Test
    void a_version_is_exported_once_downloaded_in_parts_and_held_back_when_damaged() throws Exception {
        journey.newLoanDataset(name);
        Set<Path> before = Set.copyOf(FlippedByte.stored(server));
        // rows that no other test has: what is stored already is not stored again
        journey.importCsv(name, Journey.loans(500, UUID.randomUUID().hashCode()));
        List<Path> rows = FlippedByte.stored(server).stream()
                .filter(file -> !before.contains(file))
                .toList();
        assertThat(rows).as("what the import has stored").isNotEmpty();
        journey.completed(journey.train(name, name, ""));
        String version = "/api/v1/models/" + name + "/versions/1.0.0";
        nothing_is_made_of_what_is_damaged(version, rows);
        for (String format : List.of("bundle", "json", "onnx", "tribuo")) {
            Reply made = api.post(version + "/export?format=" + format, "").expect(201);
            JsonNode export = made.json();
            assertThat(export.path("format").asText()).isEqualTo(format);
            assertThat(api.post(version + "/export?format=" + format, "")
                            .expect(200)
                            .json())
                    .isEqualTo(export);
            assertThat(made.header("Location")).hasValueSatisfying(place -> assertThat(place)
                    .endsWith(export.path("href").asText()));
            assertDownloaded(export);
        }
        JsonNode onnx =
                api.post(version + "/export?format=onnx", "").expect(200).json();
        assertThat(onnx.path("featureStep").asText()).isEqualTo("INSIDE");
        assertThat(onnx.at("/verified/rows").asInt()).isEqualTo(500);
        assertThat(onnx.at("/verified/maxDifference").asDouble()).isLessThan(1e-9);
        assertThat(api.get(version).expect(200).json().path("artifacts").findValuesAsText("kind"))
                .contains("export-bundle", "export-json", "export-onnx", "export-tribuo")
                .doesNotHaveDuplicates();
        assertThat(api.get(version + "/exports").expect(200).json().path("items"))
                .extracting(one -> one.path("export").isNull())
                .containsExactly(false, false, false, false);
        assertThat(api.get("/api/v1/audit?subject=model/" + name + "/1.0.0")
                        .expect(200)
                        .body())
                .contains("model.export", onnx.path("sha256").asText());
        refusals(version);
        heldBack(onnx);
        if (server.database() == Database.MARIADB) {
            belongsToAnother(version);
        }
    }

    /** @param rows the files that the import has left */
    private void nothing_is_made_of_what_is_damaged(String version, List<Path> rows) {
        String snapshot =
                api.get(version).expect(200).json().at("/lineage/snapshot").asText();
        List<FlippedByte> chunks = rows.stream().map(FlippedByte::of).toList();
        Reply refused = api.post(version + "/export?format=onnx", "");
        chunks.forEach(FlippedByte::close);
        assertThat(refused.expect(409).json().path("detail").asText())
                .contains("The snapshot " + snapshot + " cannot be read: ", "SHA-256")
                .doesNotContain("Exception");
        FlippedByte.alerted(api, "snapshot/" + snapshot);
        try (FlippedByte model = FlippedByte.of(server, journey.learned(name, "1.0.0"))) {
            model.refused(api, api.post(version + "/export?format=json", ""), "model/" + name);
        }
    }

    private void assertDownloaded(JsonNode export) {
        String href = export.path("href").asText();
        String sha256 = export.path("sha256").asText();
        byte[] whole = api.bytes(href, Map.of(), 200);
        assertThat(Sha256.hex(whole)).isEqualTo(sha256);
        assertThat(whole).hasSize(export.path("bytes").asInt());
        assertThat(api.bytes(href, Map.of("Range", "bytes=10-19"), 206)).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
        assertThat(api.bytes(href, Map.of("Range", "bytes=-5", "If-Range", "\"" + sha256 + "\""), 206))
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 5, whole.length));
        assertThat(api.bytes(href, Map.of("Range", "bytes=0-1", "If-Range", "\"another\""), 200))
                .hasSameSizeAs(whole);
        Reply behind = api.send("GET", href, "", Map.of("Range", "bytes=" + whole.length + "-"))
                .expect(416);
        assertThat(behind.header("Content-Range")).hasValue("bytes */" + whole.length);
        api.send("GET", href, "", Map.of("If-None-Match", "\"" + sha256 + "\"")).expect(304);
    }

    private void refusals(String version) {
        for (String format : List.of("pmml", "savedmodel", "pickle")) {
            assertThat(api.post(version + "/export?format=" + format, "")
                            .expect(422)
                            .body())
                    .contains("bundle, json, onnx, tribuo");
        }
        api.post(version + "/export", "").expect(422);
        api.post("/api/v1/models/" + name + "/versions/9.0.0/export?format=json", "")
                .expect(404);
        api.get(version + "/artifacts/export-pmml").expect(404);
        server.as(Role.REVIEWER).post(version + "/export?format=json", "").expect(403);
    }

    private void heldBack(JsonNode export) throws IOException {
        Path file = artifact(export.path("sha256").asText());
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length - 1] ^= 1;
        Files.write(file, bad);
        Reply refused = api.send("GET", export.path("href").asText(), "", Map.of("Range", "bytes=0-9"))
                .expect(409);
        assertThat(refused.json().path("detail").asText())
                .contains(export.path("sha256").asText(), Sha256.hex(bad));
        Files.write(file, good);
        api.get(export.path("href").asText()).expect(200);
        Await.until("an alert", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/alerts").body())
                .filter(alerts -> alerts.contains("ARTIFACT_CORRUPT") && alerts.contains("model/" + name)));
    }

    /** Gives the version to another organisation: then there is none. */
    private void belongsToAnother(String version) throws SQLException {
        try (Connection tables = server.tables();
                Statement statement = tables.createStatement()) {
            statement.execute("insert into organisation (id, name, created_at) values (7, 'others', now(6))");
            statement.execute("update model set organisation_id = 7 where name = '" + name + "'");
        }
        api.post(version + "/export?format=json", "").expect(404);
        api.get(version + "/exports").expect(404);
        api.get(version + "/artifacts/export-json").expect(404);
    }

    private JsonNode deployed(String version) {
        String id = api.post("/api/v1/deployments", "{\"model\":\"" + name + "\",\"version\":\"" + version + "\"}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        return Await.state(api, "/api/v1/deployments/" + id, Journey.LONGEST, "ACTIVE", "FAILED")
                .json();
    }

    private String served() {
        return api.post("/api/v1/models/" + name + "/predict", body(""))
                .expect(200)
                .json()
                .at("/predictions/0/version")
                .asText();
    }

    private static String body(String more) {
        return "{\"inputs\":" + Journey.loanInputs(50, 10) + more + "}";
    }

    private Path artifact(String sha256) throws IOException {
        try (Stream<Path> files = Files.walk(server.home().resolve("artifacts"))) {
            return files.filter(file -> file.getFileName().toString().equals(sha256))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
