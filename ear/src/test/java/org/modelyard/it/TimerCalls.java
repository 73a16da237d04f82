package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.modelyard.platform.model.Sha256;

/** What a server does by itself where its timers fire every few seconds. Nobody asks for anything of it here. */
record TimerCalls(ModelyardServer server, String name) {

    /** Longer than a timer's lock is held at the least. */
    private static final String PAUSE = "PT6S";

    /** While a backup is made no file is cleaned up: in step with backups that would be always. */
    private static final String OUT_OF_STEP = "PT7S";

    /** What a server needs for it. Files that no row names keep the usual day: those of work that goes on are not its prey. */
    static final Map<String, String> OFTEN = Map.of(
            "MODELYARD_BACKUP_EVERY", PAUSE,
            "MODELYARD_BACKUP_KEEP", "1",
            "MODELYARD_BACKUP_RETENTION", "PT1S",
            "MODELYARD_CLEANUP_EVERY", OUT_OF_STEP,
            "MODELYARD_CLEANUP_DELETED", "PT1S",
            "MODELYARD_ARCHIVING_EVERY", PAUSE,
            "MODELYARD_ARCHIVING_UNUSED", "PT1S",
            "MODELYARD_ARCHIVING_KEEP", "1",
            "MODELYARD_SCRUB_EVERY", PAUSE);

    private static final Duration SOON = Duration.ofMinutes(1);

    /** The model has 1.0.0, which serves. */
    void allDoTheirWork() throws IOException {
        Path stray = strayFile();
        Journey journey = new Journey(server.api());
        String first = journey.train(name, name, "");
        journey.completed(journey.train(name, name, ""));
        journey.completed(first);
        unusedIsArchived();
        server.api().delete(version("1.0.2")).expect(204);
        JsonNode backup = verifiedBackup();
        nothingIsLeftOfWhatIsDeleted(stray);
        anotherTakesItsPlace(backup);
        aFlippedByteIsFound(journey.learned(name, "1.0.0"));
    }

    /** The newest stays, and so does what serves. */
    private void unusedIsArchived() {
        Await.until("the archiving of 1.0.1", SOON, () -> Optional.of(stage("1.0.1"))
                .filter("ARCHIVED"::equals));
        assertThat(stage("1.0.0")).isEqualTo("PRODUCTION");
        assertThat(stage("1.0.2")).isEqualTo("READY");
        assertThat(audited("model/" + name + "/1.0.1"))
                .contains("Not used since the hour that began at", "\"actor\":\"server\"");
        byTheServer("archivings");
    }

    private void nothingIsLeftOfWhatIsDeleted(Path stray) {
        Await.until("the clean-up of 1.0.2", SOON, () -> Optional.of(audited("model/" + name + "/1.0.2"))
                .filter(lines -> lines.contains("model.clean")));
        assertThat(server.api()
                        .post(version("1.0.2") + "/restore", "")
                        .expect(409)
                        .body())
                .contains("clean-up");
        Await.until("the end of a file that no row names", SOON, () -> Optional.of(stray)
                .filter(Files::notExists));
        byTheServer("clean-ups");
    }

    /** Made by nobody, and read again before it was called complete. */
    private JsonNode verifiedBackup() {
        JsonNode backup = Await.until("a backup", SOON, () -> completed(1));
        assertThat(backup.path("createdBy").asText()).isEqualTo("server");
        assertThat(backup.path("verifiedAt").isTextual()).as(backup.toString()).isTrue();
        assertThat(backup.path("damage").isNull()).as(backup.toString()).isTrue();
        return backup;
    }

    /** One is kept whatever its age, and no more than that. */
    private void anotherTakesItsPlace(JsonNode old) {
        String path = "/api/v1/backups/" + old.path("id").asText();
        Await.until("the end of the backup before", SOON, () -> Optional.of(
                        server.api().get(path).status())
                .filter(status -> status == 404));
        JsonNode next = Await.until("the only backup", SOON, () -> completed(1));
        assertThat(madeAt(next)).isAfter(madeAt(old));
        assertThat(archive(old)).doesNotExist();
        assertThat(audited("backup/" + old.path("id").asText())).contains("backup.delete", "\"actor\":\"server\"");
    }

    private void aFlippedByteIsFound(String sha256) {
        FlippedByte file = FlippedByte.of(server, sha256);
        FlippedByte.alerted(server.api(), "artifact/" + sha256);
        JsonNode scrub = Await.until("a scrub that found it", SOON, () -> items("/scrubs")
                .filter(one -> one.path("damaged").asInt() > 0)
                .findFirst());
        assertThat(scrub.path("createdBy").asText()).isEqualTo("server");
        file.close();
    }

    /** The newest that has come to its end, where just so many have. */
    private Optional<JsonNode> completed(int many) {
        List<JsonNode> ended = items("/backups")
                .filter(one -> one.path("state").asText().equals("COMPLETED"))
                .toList();
        return ended.size() == many ? Optional.of(ended.get(0)) : Optional.empty();
    }

    /** One that found something and was done for real; its row says so after what it did. */
    private void byTheServer(String kind) {
        Await.until("one of the " + kind + " by the server", SOON, () -> items("/" + kind + "?limit=100")
                .filter(one -> one.path("createdBy").asText().equals("server"))
                .filter(one -> one.path("state").asText().equals("COMPLETED"))
                .filter(one -> !one.path("dryRun").asBoolean())
                .filter(one -> one.path("count").asLong() > 0)
                .findFirst());
    }

    private Stream<JsonNode> items(String path) {
        return StreamSupport.stream(
                server.api()
                        .get("/api/v1" + path)
                        .expect(200)
                        .json()
                        .path("items")
                        .spliterator(),
                false);
    }

    private String audited(String subject) {
        return server.api().get("/api/v1/audit?subject=" + subject).expect(200).body();
    }

    private static Instant madeAt(JsonNode backup) {
        return Instant.parse(backup.path("createdAt").asText());
    }

    private String version(String number) {
        return "/api/v1/models/" + name + "/versions/" + number;
    }

    private String stage(String number) {
        return server.api()
                .get(version(number))
                .expect(200)
                .json()
                .path("stage")
                .asText();
    }

    private Path archive(JsonNode backup) {
        return server.home().resolve("backups").resolve(backup.path("file").asText());
    }

    /** Older than the grace. */
    private Path strayFile() throws IOException {
        byte[] bytes = (name + " stray").getBytes(StandardCharsets.UTF_8);
        Path file = new RunCalls(server, name).file(Sha256.hex(bytes));
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        return file;
    }
}
