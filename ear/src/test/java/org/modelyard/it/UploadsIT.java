package org.modelyard.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.platform.model.Sha256;

/** Files that come in parts: nothing is lost when one breaks off, and nothing is used before all is there. */
@OnBothDatabases
class UploadsIT {

    private static final String UPLOADS = "/api/v1/uploads";
    private static final byte[] CONTENT = new byte[3_000_017];

    static {
        new Random(21).nextBytes(CONTENT);
    }

    private final ModelyardServer server;
    private final ApiClient api;
    private final RunCalls files;

    UploadsIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.files = new RunCalls(server, "uploads");
    }

    @Test
    void a_file_comes_in_parts_and_is_whole_at_the_end() throws IOException {
        String sha256 = Sha256.hex(CONTENT);
        Reply begun = api.post(UPLOADS, Map.of("bytes", CONTENT.length, "sha256", sha256))
                .expect(201);
        String upload = UPLOADS + "/" + begun.json().required("id").textValue();
        assertThat(begun.header("Location").orElseThrow()).endsWith(upload);
        assertThat(begun.header("Upload-Offset")).hasValue("0");
        assertThat(send(upload, 0, 1_000_000).expect(200).json().path("offset").asInt())
                .isEqualTo(1_000_000);
        assertThat(send(upload, 999_999, 5).expect(409).header("Upload-Offset")).hasValue("1000000");
        Reply head = api.send("HEAD", upload, "", Map.of()).expect(200);
        assertThat(head.header("Upload-Offset")).hasValue("1000000");
        assertThat(head.header("Upload-Length")).hasValue("" + CONTENT.length);

        breakOff(upload, 1_000_000, 700_000);
        Await.until("the bytes of a broken request", Duration.ofMinutes(1), () -> Optional.of(
                        api.get(upload).expect(200).json().path("offset").asInt())
                .filter(offset -> offset == 1_700_000));
        assertThat(files.file(sha256)).as("half of it").doesNotExist();

        JsonNode complete =
                send(upload, 1_700_000, CONTENT.length - 1_700_000).expect(200).json();
        assertThat(complete.path("state").asText()).isEqualTo("COMPLETE");
        assertThat(complete.path("sha256").asText()).isEqualTo(sha256);
        assertThat(Files.readAllBytes(files.file(sha256))).isEqualTo(CONTENT);
        assertThat(send(upload, CONTENT.length, 0).expect(200).json().path("sha256"))
                .isEqualTo(complete.path("sha256"));
        assertThat(send(upload, 5, 5).expect(409).header("Upload-Offset")).hasValue("" + CONTENT.length);
        assertThat(api.get("/api/v1/audit?limit=50").expect(200).body()).contains("upload.complete", sha256);
        api.delete(upload).expect(204);
        api.get(upload).expect(404);
        assertThat(Files.list(server.home().resolve("uploads")))
                .noneMatch(file -> upload.endsWith(file.getFileName().toString().replace(".part", "")));
    }

    @Test
    void other_bytes_than_were_promised_end_the_upload() {
        String wrong = begin(CONTENT.length, Sha256.hex(new byte[0]));
        assertThat(RunCalls.problem(send(wrong, 0, CONTENT.length).expect(422)))
                .contains(Sha256.hex(CONTENT), Sha256.hex(new byte[0]));
        api.get(wrong).expect(404);
        String longer = begin(10, null);
        send(longer, 0, 11).expect(422);
        assertThat(api.get(longer).expect(200).json().path("offset").asInt()).isZero();
        assertThat(send(longer, 0, 10).expect(200).json().path("sha256").asText())
                .isEqualTo(Sha256.hex(Arrays.copyOf(CONTENT, 10)));
        api.delete(longer).expect(204);
    }

    @Test
    void what_is_no_upload_is_refused() {
        api.post(UPLOADS, "{}").expect(422);
        api.post(UPLOADS, "").expect(400);
        api.post(UPLOADS, "{\"bytes\":\"many\"}").expect(400);
        api.post(UPLOADS, "{\"bytes\":0}").expect(422);
        api.post(UPLOADS, "{\"bytes\":99999999999999}").expect(422);
        api.post(UPLOADS, "{\"bytes\":5,\"sha256\":\"../x\"}").expect(422);
        api.post(UPLOADS, "{\"bytes\":5,\"path\":\"/etc/passwd\"}").expect(400);
        api.get(UPLOADS + "/..%2F..%2Fnode").expect(400, 404);
        api.get(UPLOADS + "/" + UUID.randomUUID()).expect(404);
        String upload = begin(10, null);
        api.send("PATCH", upload, "0123456789", octets(null)).expect(400);
        api.send("PATCH", upload, "0123456789", octets("-1")).expect(400);
        api.send("PATCH", upload, "{}", Map.of("Content-Type", "application/json", "Upload-Offset", "0"))
                .expect(415);
        send(UPLOADS + "/" + UUID.randomUUID(), 0, 5).expect(404);
        api.delete(upload).expect(204);
        api.delete(upload).expect(404);
    }

    @Test
    void an_organisation_has_so_many_open_ones_and_old_ones_go() throws SQLException {
        api.get(UPLOADS + "?limit=500").expect(200).json().path("items").findValuesAsText("id").stream()
                .map(id -> UPLOADS + "/" + id)
                .forEach(api::delete);
        List<String> open =
                IntStream.range(0, 20).mapToObj(i -> begin(1_000, null)).toList();
        assertThat(RunCalls.problem(api.post(UPLOADS, "{\"bytes\":5}").expect(409)))
                .contains("20", "modelyard.upload.open");
        if (server.database() == Database.MARIADB) { // H2's tables cannot be reached from outside
            change("update upload set touched_at = '2020-01-01' where bytes = 1000");
            String next = begin(5, null);
            open.forEach(upload -> api.get(upload).expect(404));
            change("insert into organisation (id, name, created_at) values (2121, 'uploaders', now(6))");
            change("update upload set organisation_id = 2121 where bytes = 5");
            api.get(next).expect(404);
            send(next, 0, 5).expect(404);
            api.delete(next).expect(404);
            change("delete from upload where organisation_id = 2121");
        } else {
            open.forEach(upload -> api.delete(upload).expect(204));
            begin(5, null);
        }
    }

    @Test
    void an_artifact_whose_body_breaks_off_is_not_kept() throws IOException {
        byte[] content = Arrays.copyOf(CONTENT, CONTENT.length - 1); // a file that another test looks for is not this
        String version = "/api/v1/models/cut-" + UUID.randomUUID() + "/versions";
        api.post(version, Map.of("task", "CLASSIFICATION", "elsewhere", Map.of("architecture", "a forest")))
                .expect(201);
        version += "/1.0.0";
        String artifact = version + "/artifacts/tokenizer";
        api.send("PUT", artifact, "a b", RunCalls.octets()).expect(200);
        JsonNode before = api.get(version).expect(200).json().path("artifacts");
        untilArriving(false);
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
                OutputStream out = socket.getOutputStream()) {
            out.write(begun("PUT", artifact, "", content.length));
            out.write(content, 0, 700_000);
            out.flush();
            untilArriving(true);
        }
        untilArriving(false);
        assertThat(api.get(artifact).expect(200).body()).isEqualTo("a b");
        assertThat(api.get(version).expect(200).json().path("artifacts")).isEqualTo(before);
        api.send("PUT", artifact, BodyPublishers.ofByteArray(content), RunCalls.octets())
                .expect(200);
        assertThat(api.bytes(artifact, Map.of(), 200)).isEqualTo(content);
    }

    private void untilArriving(boolean wanted) {
        Await.until("arriving files: " + wanted, Duration.ofMinutes(1), () -> Optional.of(arriving())
                .filter(there -> there == wanted));
    }

    private boolean arriving() {
        try (Stream<Path> files = Files.list(server.home().resolve("artifacts").resolve("incoming"))) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String begin(int bytes, @Nullable String sha256) {
        Map<String, Object> wanted = new HashMap<>(Map.of("bytes", bytes));
        if (sha256 != null) {
            wanted.put("sha256", sha256);
        }
        return UPLOADS + "/"
                + api.post(UPLOADS, wanted).expect(201).json().required("id").textValue();
    }

    private Reply send(String upload, int offset, int bytes) {
        return api.send(
                "PATCH",
                upload,
                BodyPublishers.ofByteArray(CONTENT, offset % CONTENT.length, bytes),
                octets("" + offset));
    }

    private static Map<String, String> octets(@Nullable String offset) {
        Map<String, String> headers = new HashMap<>(RunCalls.octets());
        if (offset != null) {
            headers.put("Upload-Offset", offset);
        }
        return headers;
    }

    /** Promises the rest of the file, sends some bytes of it, and is gone. */
    private void breakOff(String upload, int offset, int bytes) throws IOException {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
                OutputStream out = socket.getOutputStream()) {
            out.write(begun("PATCH", upload, "Upload-Offset: " + offset + "\r\n", CONTENT.length - offset));
            out.write(CONTENT, offset, bytes);
        }
    }

    /** A request of the administrator up to its body, which it promises. */
    private static byte[] begun(String method, String path, String header, int bytes) {
        return (method + " " + path + " HTTP/1.1\r\nHost: modelyard\r\nAuthorization: Bearer "
                        + ModelyardServer.ADMIN_TOKEN + "\r\nContent-Type: application/octet-stream\r\n" + header
                        + "Content-Length: " + bytes + "\r\n\r\n")
                .getBytes(US_ASCII);
    }

    private void change(String statement) throws SQLException {
        try (Connection tables = server.tables();
                Statement change = tables.createStatement()) {
            change.execute(statement);
        }
    }
}
