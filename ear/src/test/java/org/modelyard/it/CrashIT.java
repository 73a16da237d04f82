package org.modelyard.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelyard.platform.model.Sha256;

/** What a killed process leaves behind is whole after the next start. */
class CrashIT {

    private static final int CLIENTS = 4;
    private static final int BEFORE_KILL = 400;
    private static final String NAME = "loans";
    private static final Map<String, String> SETTINGS = Map.of(
            "MODELYARD_JOB_LEASE",
            "PT2S",
            "MODELYARD_TRAINING_WORKERS",
            "2",
            "MODELYARD_TRAINING_ORGANISATION_WORKERS",
            "1");

    /** One kill for all promises: a start takes longer than each. */
    @ParameterizedTest
    @EnumSource(Database.class)
    void a_killed_job_makes_the_same_model_every_answer_is_logged_once_and_a_lost_version_gives_way(Database database)
            throws InterruptedException, SQLException {
        try (ModelyardServer server = ModelyardServer.start(database, SETTINGS)) {
            Journey journey = new Journey(server.api());
            journey.newLoanDataset(NAME);
            journey.importCsv(NAME, Journey.loans(20_000, 11));
            String snapshot = server.api()
                    .post("/api/v1/datasets/" + NAME + "/snapshots", "")
                    .expect(201)
                    .json()
                    .required("id")
                    .textValue();
            String more = ",\"validation\":{\"folds\":10},\"snapshot\":\"" + snapshot + "\"";
            JsonNode undisturbed = journey.completed(journey.train(NAME, NAME, more));
            journey.deploy(NAME, "1.0.0");
            LostVersion lost = LostVersion.serving(server);

            Clients clients = new Clients(journey);
            String upload = begunUpload(server);
            String file = uploadedModel(server);
            String job = journey.train("disturbed", NAME, more);
            String next = journey.train("waiting", NAME, more);
            await(
                    server,
                    job,
                    "the job in the midst of its work",
                    state -> state.path("state").asText().equals("RUNNING")
                            && state.at("/progress/epoch").asInt() >= 2);
            await(server, next, "the second job to wait for the organisation's other one", state -> state.path(
                            "waitsFor")
                    .asText()
                    .contains("organisation.workers"));
            String imported = begunImport(server, file);
            Instant killed = Instant.now();
            server.kill9();
            List<String> received = clients.stopped();
            lost.damaged();
            server.start();

            finishUpload(server, upload);
            requireImportedOnce(server, imported);
            JsonNode ended = journey.completed(job);
            assertThat(Instant.parse(ended.path("endedAt").asText()))
                    .as("it was killed in its midst")
                    .isAfter(killed);
            assertThat(ended.path("modelVersion").asText()).isEqualTo("1.0.0");
            assertThat(model(journey, ended)).isEqualTo(model(journey, undisturbed));
            assertThat(ended.path("metrics")).isEqualTo(undisturbed.path("metrics"));
            assertThat(journey.completed(next).path("metrics")).isEqualTo(undisturbed.path("metrics"));
            received.add(lost.cameBack());
            requireLoggedOnce(server, received);
        }
    }

    /** @return an upload of which half has arrived */
    private static String begunUpload(ModelyardServer server) {
        String upload = "/api/v1/uploads/"
                + server.api()
                        .post(
                                "/api/v1/uploads",
                                "{\"bytes\":14,\"sha256\":\"" + Sha256.hex("first,then all".getBytes(US_ASCII)) + "\"}")
                        .expect(201)
                        .json()
                        .required("id")
                        .textValue();
        send(server, upload, 0, "first,").expect(200);
        return upload;
    }

    /** @return an upload that is there */
    private static String uploadedModel(ModelyardServer server) {
        byte[] file = ForeignFiles.tribuo();
        String upload = server.api()
                .post("/api/v1/uploads", Map.of("bytes", file.length))
                .expect(201)
                .json()
                .required("id")
                .textValue();
        server.api()
                .send(
                        "PATCH",
                        "/api/v1/uploads/" + upload,
                        BodyPublishers.ofByteArray(file),
                        Map.of("Content-Type", "application/octet-stream", "Upload-Offset", "0"))
                .expect(200);
        return upload;
    }

    /** @return an import whose job is killed soon */
    private static String begunImport(ModelyardServer server, String upload) {
        return "/api/v1/models/imported/imports/"
                + server.api()
                        .post(
                                "/api/v1/models/imported/imports",
                                Map.of("import", Map.of("format", "tribuo", "upload", upload)))
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
    }

    private static void requireImportedOnce(ModelyardServer server, String imported) {
        JsonNode ended = Await.state(server.api(), imported, Journey.LONGEST, "COMPLETED", "FAILED")
                .json();
        assertThat(ended.path("version").asText()).as(ended.toString()).isEqualTo("1.0.0");
        assertThat(server.api()
                        .get("/api/v1/models/imported/versions")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    private static void finishUpload(ModelyardServer server, String upload) {
        assertThat(server.api().get(upload).expect(200).header("Upload-Offset")).hasValue("6");
        send(server, upload, 0, "first,").expect(409);
        assertThat(send(server, upload, 6, "then all")
                        .expect(200)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("COMPLETE");
    }

    private static ApiClient.Reply send(ModelyardServer server, String upload, int offset, String bytes) {
        return server.api()
                .send(
                        "PATCH",
                        upload,
                        bytes,
                        Map.of("Content-Type", "application/octet-stream", "Upload-Offset", "" + offset));
    }

    private static void requireLoggedOnce(ModelyardServer server, List<String> received) throws SQLException {
        assertThat(received).doesNotHaveDuplicates();
        received.forEach(id -> Await.until("inference " + id, Duration.ofMinutes(1), () -> Optional.of(
                        server.api().get("/api/v1/inferences/" + id).status())
                .filter(status -> status == 200)));
        server.stop();
        List<String> logged = server.loggedInferences();
        assertThat(logged).containsAll(received).doesNotHaveDuplicates();
        assertThat(logged.size() - received.size()).as("surplus").isBetween(0, CLIENTS);
    }

    /** SHA-256 of what the job learned. */
    private static String model(Journey journey, JsonNode job) {
        return journey.learned(
                job.path("model").asText(), job.path("modelVersion").asText());
    }

    private static void await(ModelyardServer server, String job, String what, Predicate<JsonNode> wanted) {
        Await.until(what, Journey.LONGEST, () -> Optional.of(
                        server.api().get(job).expect(200).json())
                .filter(wanted));
    }

    /** Ask for predictions until the server is gone; {@value #BEFORE_KILL} have been answered when this is made. */
    private static final class Clients {
        private final Queue<String> received = new ConcurrentLinkedQueue<>();
        private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

        Clients(Journey journey) throws InterruptedException {
            CountDownLatch enough = new CountDownLatch(BEFORE_KILL);
            for (int client = 0; client < CLIENTS; client++) {
                threads.execute(() -> ask(journey, enough));
            }
            assertThat(enough.await(2, TimeUnit.MINUTES))
                    .as("predictions before the kill")
                    .isTrue();
        }

        private void ask(Journey journey, CountDownLatch enough) {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    JsonNode answer = journey.predict(NAME, Journey.loanInputs(50, 10));
                    received.add(answer.path(0).required("inferenceId").textValue());
                    enough.countDown();
                }
            } catch (UncheckedIOException killed) {
                enough.countDown(); // the end of the stream: what was received is counted
            }
        }

        /** @return the ids that were received before the server was killed */
        List<String> stopped() throws InterruptedException {
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(received).hasSizeGreaterThanOrEqualTo(BEFORE_KILL);
            return new ArrayList<>(received);
        }
    }
}
