package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;

@OnBothDatabases
class DatasetIT {

    private static final String CSV = "text,age,queue\nI cannot log in,41,login\nWhere is my invoice?,,billing\n";
    private static final String FEATURES =
            "[{\"name\":\"text\",\"type\":\"TEXT\"},{\"name\":\"age\",\"type\":\"NUMERIC\"}]";

    private final ModelyardServer server;

    DatasetIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void a_file_becomes_examples_a_snapshot_and_the_same_file_again() {
        String path = dataset("null");
        JsonNode done = imported(path, CSV, "");
        assertThat(done.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(done.path("accepted").asInt()).isEqualTo(2);

        JsonNode dataset = server.api().get(path).expect(200).json();
        assertThat(dataset.path("features").path(1).path("type").asText()).isEqualTo("NUMERIC");
        assertThat(dataset.path("counts").path("accepted").asInt()).isEqualTo(2);
        assertThat(dataset.path("quality").path("missingShare").asDouble()).isEqualTo(0.25);
        assertThat(dataset.path("quality").path("labels").path("login").asInt()).isEqualTo(1);

        JsonNode snapshot =
                server.api().post(path + "/snapshots", "").expect(201).json();
        assertThat(snapshot.path("rows").asInt()).isEqualTo(2);
        JsonNode again = server.api().post(path + "/snapshots", "").expect(200).json();
        assertThat(again).isEqualTo(snapshot);

        String exported = server.api()
                .get(path + "/export?snapshot=" + snapshot.path("id").asText())
                .expect(200)
                .body();
        assertThat(exported).isEqualTo(CSV);
    }

    @Test
    void the_same_content_has_the_same_identity_whatever_its_order() {
        String one = dataset("null");
        String other = dataset("null");
        imported(one, CSV, "");
        imported(other, "queue,age,text\nbilling,,Where is my invoice?\nlogin,41.0,I cannot log in\n", "");
        assertThat(snapshot(one).path("sha256")).isEqualTo(snapshot(other).path("sha256"));
    }

    @Test
    void duplicates_are_kept_or_skipped() {
        String path = dataset(FEATURES);
        imported(path, CSV, "");
        JsonNode kept = imported(path, CSV, "?duplicates=keep");
        assertThat(kept.path("accepted").asInt()).isEqualTo(2);
        assertThat(kept.path("duplicates").asInt()).isEqualTo(2);
        JsonNode skipped = imported(path, CSV + "new,1,login\n", "?duplicates=skip");
        assertThat(skipped.path("accepted").asInt()).isEqualTo(1);
        assertThat(skipped.path("duplicates").asInt()).isEqualTo(2);
        assertThat(server.api().get(path).json().path("counts").path("total").asInt())
                .isEqualTo(5);
    }

    @Test
    void rows_that_are_not_good_are_named_by_line_and_the_others_stay() {
        String path = dataset(FEATURES);
        JsonNode done = imported(path, "text,age,queue\na,1,p\nb,old,p\nc,3\nd,4,\ne,NaN,p\nf,6,q\n", "");
        assertThat(done.path("accepted").asInt()).isEqualTo(2);
        assertThat(done.path("rejected").asInt()).isEqualTo(4);
        assertThat(done.path("errors").findValuesAsText("line")).containsExactly("3", "4", "5", "6");
        assertThat(done.path("errors").path(0).path("field").asText()).isEqualTo("age");
    }

    @Test
    void json_lines_that_are_cut_short_or_deep_cost_their_row_only() {
        String path = dataset(FEATURES);
        String deep = "{\"text\":".repeat(10_000) + "1" + "}".repeat(10_000);
        String lines = "{\"text\":\"a\",\"age\":1,\"queue\":\"p\"}\n{\"text\":\"b\",\"age\":\n" + deep
                + "\n{\"text\":\"c\",\"queue\":\"p\",\"other\":1}\n{\"text\":\"d\",\"queue\":\"q\"}\n";
        JsonNode done = server.api()
                .send("POST", path + "/imports", lines, Map.of("Content-Type", "application/x-ndjson"))
                .expect(201)
                .json();
        assertThat(done.path("accepted").asInt()).isEqualTo(2);
        assertThat(done.path("errors").findValuesAsText("line")).containsExactly("2", "3", "4");
    }

    @Test
    void a_file_that_does_not_fit_is_a_problem_that_says_why() {
        String path = dataset(FEATURES);
        assertThat(refused(path, "text,age,queue,extra\na,1,p,2\n")).contains("'extra'");
        assertThat(refused(path, "1,2,3\n4,5,6\n")).contains("queue");
        assertThat(refused(path, "")).contains("empty");
        assertThat(server.api().get(path).json().path("counts").path("total").asInt())
                .isZero();
        assertThat(server.api()
                        .get(path + "/imports")
                        .json()
                        .path("items")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("FAILED");
    }

    @Test
    void a_broken_place_ends_the_import_and_keeps_the_rows_before_it() {
        String path = dataset(FEATURES);
        assertThat(refused(path, "text,age,queue\na,1,p\n\"b,2,p\n")).contains("quote", "1 rows before");
        assertThat(server.api().get(path).json().path("counts").path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void gzip_is_read_and_a_bomb_is_not() throws IOException {
        String path = dataset(FEATURES);
        ApiClient.Reply small =
                gzip(path, CSV.getBytes(StandardCharsets.UTF_8), 1).expect(201);
        assertThat(small.json().path("accepted").asInt()).isEqualTo(2);
        ApiClient.Reply bomb = gzip(path, new byte[1 << 20], 64).expect(422);
        assertThat(bomb.header("Content-Type")).contains("application/problem+json");
        server.api().get(path).expect(200);
    }

    @Test
    void examples_are_found_by_status_label_quality_and_text() {
        String path = dataset(FEATURES);
        imported(path, CSV, "");
        JsonNode all = server.api().get(path + "/examples").expect(200).json();
        assertThat(all.path("items").findValuesAsText("label")).containsExactly("billing", "login");
        assertThat(all.path("items").path(1).path("features").path("age").asInt())
                .isEqualTo(41);
        assertThat(labels(path, "label=login")).containsExactly("login");
        assertThat(labels(path, "label=LOGIN")).isEmpty();
        assertThat(labels(path, "minQuality=0.75")).containsExactly("login");
        assertThat(labels(path, "q=INVOICE")).containsExactly("billing");
        assertThat(labels(path, "status=PENDING")).isEmpty();
        assertThat(labels(path, "since=2999-01-01T00:00:00Z")).isEmpty();
        JsonNode first = server.api().get(path + "/examples?limit=1").json();
        assertThat(labels(path, "limit=1&cursor=" + first.path("next").asText()))
                .containsExactly("login");
        server.api().get(path + "/examples?status=odd").expect(422);
    }

    @Test
    void a_viewer_reads_and_does_not_import() {
        String path = dataset(FEATURES);
        server.as(Role.VIEWER).get(path).expect(200);
        server.as(Role.REVIEWER)
                .send("POST", path + "/imports", CSV, Map.of("Content-Type", "text/csv"))
                .expect(403);
    }

    private String dataset(String features) {
        String name = "it-" + UUID.randomUUID();
        String body = "{\"name\":\"" + name + "\",\"task\":\"CLASSIFICATION\",\"target\":\"queue\""
                + (features.equals("null") ? "" : ",\"features\":" + features) + "}";
        return server.api()
                .post("/api/v1/datasets", body)
                .expect(201)
                .header("Location")
                .map(location -> java.net.URI.create(location).getPath())
                .orElseThrow();
    }

    private JsonNode imported(String path, String csv, String query) {
        return csv(path, csv, query).expect(201).json();
    }

    private String refused(String path, String csv) {
        return csv(path, csv, "").expect(422).json().path("detail").asText();
    }

    private ApiClient.Reply csv(String path, String csv, String query) {
        return server.api()
                .send(
                        "POST",
                        path + "/imports" + query,
                        BodyPublishers.ofString(csv),
                        Map.of("Content-Type", "text/csv"));
    }

    private ApiClient.Reply gzip(String path, byte[] content, int times) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(file)) {
            for (int i = 0; i < times; i++) {
                out.write(content);
            }
        }
        return server.api()
                .send(
                        "POST",
                        path + "/imports",
                        BodyPublishers.ofByteArray(file.toByteArray()),
                        Map.of("Content-Type", "text/csv", "Content-Encoding", "gzip"));
    }

    private JsonNode snapshot(String path) {
        return server.api().post(path + "/snapshots", "").expect(201).json();
    }

    private java.util.List<String> labels(String path, String query) {
        return server.api()
                .get(path + "/examples?" + query)
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("label");
    }
}
