package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.console.BackupButtons;
import org.modelyard.platform.model.Sha256;

/**
 * A server is backed up while others write to it, and an empty one on the other kind of database begins with that: the
 * same answers, the same hashes, the same versions.
 */
@OnBothDatabases
class BackupIT {

    private static final String BACKUPS = "/api/v1/backups";
    private static final String DAYS = "concat(database(), '.inference.partitions')";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String[] QUESTIONS = {Journey.loanInputs(50, 10), Journey.loanInputs(25, 30)};

    private final ModelyardServer server;
    private final ApiClient api;
    private final Journey journey;
    private final String name = "kept-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    BackupIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void what_a_backup_holds_another_server_answers_alike() throws Exception {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(500, 7));
        journey.completed(journey.train(name, name, ""));
        journey.deploy(name, "1.0.0");
        JsonNode version = version(api);
        JsonNode answers = answers(journey);
        String inference = answers.path(0).required("inferenceId").textValue();
        Await.until("the inference in the log", SOON, () -> Optional.of(
                        api.get("/api/v1/inferences/" + inference).status())
                .filter(status -> status == 200));

        JsonNode backup = backedUpWhileOthersWrite();
        byte[] archive = api.bytes(BACKUPS + "/" + backup.path("id").asText() + "/archive", Map.of(), 200);
        assertThat(Sha256.hex(archive)).isEqualTo(backup.path("sha256").asText());
        Path file = Files.write(folder.resolve("backup.zip"), archive);
        verified(backup);
        BackupButtons console = BackupButtons.of(server);
        console.download(backup);
        console.makeVerifyAndDelete();

        Database other = server.database() == Database.H2 ? Database.MARIADB : Database.H2;
        try (ModelyardServer restored = ModelyardServer.prepare(other, restoring(file))) {
            killedInTheMidst(restored);
            restored.start();
            assertThat(version(restored.api())).isEqualTo(version);
            Await.until("the deployment", SOON, () -> Optional.of(restored.api()
                            .post("/api/v1/models/" + name + "/predict", "{\"inputs\":" + QUESTIONS[0] + "}")
                            .status())
                    .filter(status -> status == 200));
            JsonNode again = answers(new Journey(restored.api()));
            for (int i = 0; i < QUESTIONS.length; i++) {
                assertThat(again.path(i).required("scores"))
                        .isEqualTo(answers.path(i).required("scores"));
            }
            assertThat(restored.api()
                            .get("/api/v1/inferences/" + inference)
                            .expect(200)
                            .body())
                    .isEqualTo(api.get("/api/v1/inferences/" + inference).body());
            assertThat(restored.api()
                            .get("/api/v1/audit?subject=server")
                            .expect(200)
                            .body())
                    .contains("backup.restore");
            assertThat(restored.api().get(BACKUPS).expect(200).json().path("items"))
                    .isEmpty();
            // numbers go on where they were: the next version is another one
            new Journey(restored.api()).completed(new Journey(restored.api()).train(name, name, ""));
            restored.api().get("/api/v1/models/" + name + "/versions/1.0.1").expect(200);
            new UpkeepCalls(restored, name).cleanAndArchive();
            restored.stop();
            atOneMoment(restored);
            if (other == Database.H2) {
                refusedAgain(restored, archive);
            }
        }
        damaged(backup);
        api.delete(BACKUPS + "/" + backup.path("id").asText()).expect(204);
        api.get(BACKUPS + "/" + backup.path("id").asText()).expect(404);
        assertThat(file(backup)).doesNotExist();
        GoneNodeCalls.deleteItsBackup(server);
    }

    /** What a killed restore leaves serves nobody, and begins anew with the same archive. */
    private static void killedInTheMidst(ModelyardServer restored) {
        restored.launch();
        Path begun = restored.home().resolve("restoring");
        Await.until("a restore in its midst", Journey.LONGEST, () -> Optional.of(begun)
                .filter(Files::exists));
        restored.kill9();
        assertThat(begun).exists();
        assertThat(restored.home().resolve("restored")).doesNotExist();
    }

    private static Map<String, String> restoring(Path file) {
        Map<String, String> settings = new HashMap<>(UpkeepCalls.IMPATIENT);
        settings.put("MODELYARD_RESTORE", file.toString());
        return settings;
    }

    /** Its own archive would be let pass; another finds the home taken, and a damaged one is refused first of all. */
    private void refusedAgain(ModelyardServer restored, byte[] archive) throws IOException {
        byte[] bad = archive.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(folder.resolve("backup.zip"), bad);
        Files.delete(restored.home().resolve("restored"));
        restored.launch();
        assertThat(restored.endsWithin(Journey.LONGEST)).isTrue();
        assertThat(restored.exitValue()).isEqualTo(1);
        assertThat(restored.log())
                .contains("Nothing is restored and the server does not start: the database is not empty");
    }

    @Test
    void others_than_the_keeper_get_none_and_wrong_wishes_are_refused() {
        server.as(Role.OPERATOR).post(BACKUPS, "").expect(403);
        server.as(Role.OPERATOR).get(BACKUPS).expect(403);
        server.as(Role.OPERATOR)
                .post("/api/v1/batch/jobs/backup/executions", "{\"parameters\":{}}")
                .expect(403);
        assertThat(api.post(BACKUPS + "?inferences=maybe", "").expect(422).body())
                .contains("not true or false");
        String nobody = BACKUPS + "/" + UUID.randomUUID();
        api.get(nobody).expect(404);
        api.get(nobody + "/archive").expect(404);
        api.post(nobody + "/verify", "").expect(404);
        api.delete(nobody).expect(404);
    }

    /** Points and their count are written together: a backup must never see one without the other. */
    private JsonNode backedUpWhileOthersWrite() throws InterruptedException, SQLException {
        String run = api.post("/api/v1/runs", "{\"name\":\"" + name + "\"}")
                .expect(201)
                .json()
                .required("id")
                .textValue();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        Thread writer = new Thread(() -> {
            while (!stop.get()) {
                StringBuilder points = new StringBuilder();
                for (int i = 0; i < 20; i++) {
                    points.append(i == 0 ? "" : ",")
                            .append("{\"key\":\"m")
                            .append(i)
                            .append("\",\"step\":")
                            .append(written.get())
                            .append(",\"value\":1.5}");
                }
                if (api.post("/api/v1/runs/" + run + "/metrics", "{\"metrics\":[" + points + "]}")
                                .status()
                        < 300) {
                    written.incrementAndGet();
                }
            }
        });
        writer.start();
        try {
            Await.until("some writing", SOON, () -> Optional.of(written.get()).filter(count -> count > 3));
            int before = written.get();
            Reply taken = takenWhileDaysChange();
            JsonNode ended = Await.state(
                            api, BACKUPS + "/" + taken.json().path("id").asText(), SOON, "COMPLETED", "FAILED")
                    .json();
            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
            assertThat(ended.path("verifiedAt").isTextual())
                    .as(ended.toString())
                    .isTrue();
            assertThat(written.get()).isGreaterThan(before);
            return ended;
        } finally {
            stop.set(true);
            writer.join();
        }
    }

    /** While somebody changes the partitions of the log, a backup of it waits; H2 has none. */
    private Reply takenWhileDaysChange() throws SQLException {
        if (server.database() == Database.H2) {
            return api.post(BACKUPS + "?inferences=true", "").expect(202);
        }
        try (Connection tables = server.tables();
                Statement statement = tables.createStatement()) {
            statement.execute("do get_lock(" + DAYS + ", 0)");
            Reply taken = api.post(BACKUPS + "?inferences=true", "").expect(202);
            Await.until("the backup that waits", SOON, () -> waiting(statement));
            statement.execute("do release_lock(" + DAYS + ")");
            return taken;
        }
    }

    private static Optional<Boolean> waiting(Statement statement) {
        try (ResultSet rows = statement.executeQuery("select count(*) from information_schema.processlist"
                + " where info like 'select get_lock(%' and id <> connection_id()")) {
            rows.next();
            return Optional.of(rows.getInt(1) == 1).filter(waits -> waits);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void verified(JsonNode backup) {
        String path = BACKUPS + "/" + backup.path("id").asText();
        api.post(path + "/verify", "").expect(202);
        JsonNode looked = Await.until("the verification", SOON, () -> Optional.of(
                        api.get(path).expect(200).json())
                .filter(now -> !now.path("verifiedAt").equals(backup.path("verifiedAt"))));
        assertThat(looked.path("damage").isNull()).as(looked.toString()).isTrue();
    }

    /** An archive whose bytes changed on the disk is told of and not handed out. */
    private void damaged(JsonNode backup) throws IOException {
        String path = BACKUPS + "/" + backup.path("id").asText();
        byte[] bad = Files.readAllBytes(file(backup));
        bad[bad.length / 3] ^= 4;
        Files.write(file(backup), bad);
        assertThat(api.get(path + "/archive").expect(409).body())
                .contains(backup.path("sha256").asText());
        api.post(path + "/verify", "").expect(202);
        Await.until(
                "the damage", SOON, () -> Optional.of(api.get(path).expect(200).json())
                        .filter(now -> now.path("damage").asText().contains("SHA-256")));
    }

    private Path file(JsonNode backup) {
        return server.home().resolve("backups").resolve(backup.path("file").asText());
    }

    private JsonNode version(ApiClient client) {
        return client.get("/api/v1/models/" + name + "/versions/1.0.0")
                .expect(200)
                .json();
    }

    private JsonNode answers(Journey asked) {
        return asked.predict(name, "[" + String.join(",", QUESTIONS) + "]");
    }

    private void atOneMoment(ModelyardServer restored) throws SQLException {
        try (Connection tables = restored.tables();
                Statement statement = tables.createStatement();
                ResultSet rows = statement.executeQuery("select sum(m.points), (select count(*) from run_point p join"
                        + " run_metric n on n.id = p.metric_id join run q on q.id = n.run_id where q.name = '" + name
                        + "') from run_metric m join run r on r.id = m.run_id where r.name = '" + name + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isPositive().isEqualTo(rows.getLong(2));
        }
    }
}
