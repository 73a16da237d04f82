package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.platform.model.Sha256;

/** Versions that mean something: numbers that are enforced, names, words, stages, and finding them again. */
@OnBothDatabases
class RegistryIT {

    private static final String INPUTS = "\"inputs\":[{\"name\":\"age\",\"type\":\"NUMERIC\",\"required\":true,"
            + "\"sensitive\":false},{\"name\":\"city\",\"type\":\"TEXT\",\"required\":false,\"sensitive\":false}]";
    private static final String LESS =
            "\"inputs\":[{\"name\":\"age\",\"type\":\"NUMERIC\",\"required\":true," + "\"sensitive\":false}]";

    private final ApiClient api;
    private final String name = "registry-" + UUID.randomUUID().toString().substring(0, 8);
    private final String versions = "/api/v1/models/" + name + "/versions";

    RegistryIT(ModelyardServer server) {
        this.api = server.api();
    }

    @Test
    void a_number_says_what_has_changed_and_a_wrong_bump_is_refused_with_the_difference() {
        assertThat(declare(INPUTS, "").path("version").asText()).isEqualTo("1.0.0");
        assertThat(declare(INPUTS, "").path("version").asText()).isEqualTo("1.0.1");
        Reply refused =
                api.post(versions, declaration(LESS, ",\"bump\":\"MINOR\"")).expect(422);
        assertThat(RunCalls.problem(refused))
                .contains("MINOR is too little, this needs MAJOR: compared with 1.0.1, the input 'city' is lost.");
        assertThat(declare(LESS, "").path("version").asText()).isEqualTo("2.0.0");
        assertThat(declare(INPUTS, "").path("version").asText()).isEqualTo("2.1.0");
        assertThat(api.get(versions + "/2.1.0")
                        .expect(200)
                        .json()
                        .at("/lineage/parent")
                        .asText())
                .isEqualTo("2.0.0");
    }

    @Test
    void fifty_at_once_leave_no_gap_and_no_number_twice() {
        List<Integer> states = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> api.post(versions, declaration(INPUTS, "")).status())
                .toList();
        assertThat(states).containsOnly(201);
        List<String> numbers = api.get(versions + "?limit=100")
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("version");
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "1.0." + i).toList());
    }

    @Test
    void a_name_stands_wherever_a_version_is_asked_for() {
        declare(INPUTS, "");
        declare(INPUTS, "");
        String alias = "/api/v1/models/" + name + "/aliases/";
        put(alias + "baseline", "{\"version\":\"1.0.0\"}").expect(200);
        assertThat(api.get(versions + "/baseline")
                        .expect(200)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1.0.0");
        put(alias + "baseline", "{\"version\":\"1.0.1\"}").expect(200);
        assertThat(api.get(versions + "/baseline")
                        .expect(200)
                        .json()
                        .at("/said/aliases/0")
                        .asText())
                .isEqualTo("baseline");
        assertThat(api.get("/api/v1/models/" + name)
                        .expect(200)
                        .json()
                        .at("/aliases/baseline")
                        .asText())
                .isEqualTo("1.0.1");
        Reply seen = api.get(alias + "baseline").expect(200);
        assertThat(seen.json().path("version").asText()).isEqualTo("1.0.1");
        assertThat(api.get("/api/v1/models/" + name + "/aliases")
                        .expect(200)
                        .json()
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("baseline");
        String tag = seen.header("ETag").orElseThrow();
        Map<String, String> matching = Map.of("Content-Type", "application/json", "If-Match", tag);
        api.send("PUT", alias + "baseline", "{\"version\":\"1.0.0\"}", matching).expect(200);
        api.send("PUT", alias + "baseline", "{\"version\":\"1.0.1\"}", matching).expect(412);
        api.send("PUT", alias + "unknown", "{\"version\":\"1.0.1\"}", matching).expect(412);
        api.send("DELETE", alias + "baseline", "", matching).expect(412);
        put(alias + "baseline", "{\"version\":\"1.0.1\"}").expect(200);
        api.get(alias + "unknown").expect(404);
        put(alias + "champion", "{\"version\":\"1.0.1\"}").expect(422);
        put(alias + "latest", "{\"version\":\"1.0.1\"}").expect(422);
        put(alias + "1x", "{\"version\":\"1.0.1\"}").expect(422);
        put(alias + "other", "{\"version\":\"^7\"}").expect(404);
        api.delete(versions + "/1.0.1").expect(409);
        api.delete(alias + "baseline").expect(204);
        api.delete(alias + "baseline").expect(404);
        api.get(versions + "/baseline").expect(404);
        api.get(versions + "/champion").expect(404);
    }

    @Test
    void words_are_changed_by_who_has_seen_them() {
        declare(INPUTS, "");
        String tag = api.get(versions + "/1.0.0").expect(200).header("ETag").orElseThrow();
        String words = "{\"description\":\"# For tickets\",\"changeLog\":\"First.\",\"tags\":[\"spring\",\"spring\"]}";
        Reply said = patch(versions + "/1.0.0", words, tag).expect(200);
        assertThat(said.json().at("/said/description").asText()).isEqualTo("# For tickets");
        assertThat(said.json().path("tags")).hasSize(1);
        patch(versions + "/1.0.0", words, tag).expect(412);
        patch(versions + "/1.0.0", "{\"tags\":[\"\"]}", said.header("ETag").orElseThrow())
                .expect(422);
        patch(versions + "/1.0.0", "{\"stage\":\"READY\"}", "*").expect(400);
        Reply model = api.get("/api/v1/models/" + name).expect(200);
        patch(
                        "/api/v1/models/" + name,
                        "{\"owners\":[\"support\"]}",
                        model.header("ETag").orElseThrow())
                .expect(200);
        patch("/api/v1/models/" + name, "{\"owners\":[]}", model.header("ETag").orElseThrow())
                .expect(412);
    }

    @Test
    void what_is_deleted_is_seen_no_more_until_it_is_restored() {
        declare(INPUTS, "");
        declare(INPUTS, "");
        api.delete(versions + "/1.0.1").expect(204);
        api.get(versions + "/1.0.1").expect(404);
        api.delete(versions + "/1.0.1").expect(404);
        assertThat(declare(INPUTS, "").path("version").asText())
                .as("no number twice")
                .isEqualTo("1.0.2");
        api.post(versions + "/1.0.1/restore", "").expect(200);
        api.get(versions + "/1.0.1").expect(200);
        api.post(versions + "/1.0.1/restore", "").expect(409);
        assertThat(api.post(versions + "/1.0.0/archive", "{\"reason\":\"old\"}")
                        .expect(200)
                        .json()
                        .path("stage")
                        .asText())
                .isEqualTo("ARCHIVED");
        assertThat(api.post(versions + "/1.0.0/restore", "")
                        .expect(200)
                        .json()
                        .path("stage")
                        .asText())
                .isEqualTo("EXTERNAL");
        api.post(versions + "/1.0.0/deprecate", "{}").expect(409);
        api.delete("/api/v1/models/" + name).expect(204);
        api.get("/api/v1/models/" + name).expect(404);
        api.get(versions + "/1.0.0").expect(404);
        api.post(versions, declaration(INPUTS, "")).expect(409);
        api.post("/api/v1/models/" + name + "/restore", "").expect(200);
        api.get(versions + "/1.0.0").expect(200);
    }

    @Test
    void versions_are_found_by_what_is_known_and_said_of_them() {
        for (int i = 0; i < 7; i++) {
            declare(
                    INPUTS,
                    ",\"tags\":[\"" + name + "-" + i % 2 + "\"],\"metrics\":{\"auc\":0." + (70 + i) + ",\"" + name
                            + "\":" + i / 2 + "}");
        }
        String search = "/api/v1/versions?model=" + name;
        assertThat(found(search)).containsExactly("1.0.6", "1.0.5", "1.0.4", "1.0.3", "1.0.2", "1.0.1", "1.0.0");
        assertThat(found("/api/v1/versions?tag=" + name + "-1")).containsExactly("1.0.5", "1.0.3", "1.0.1");
        assertThat(found(search + "&metric=auc:0.72..0.74&sort=auc")).containsExactly("1.0.2", "1.0.3", "1.0.4");
        assertThat(found(search + "&metric=auc&sort=-auc&limit=3")).containsExactly("1.0.6", "1.0.5", "1.0.4");
        String next = api.get(search + "&metric=auc&sort=-auc&limit=3")
                .expect(200)
                .json()
                .path("next")
                .asText();
        assertThat(found(search + "&metric=auc&sort=-auc&limit=3&cursor=" + next))
                .containsExactly("1.0.3", "1.0.2", "1.0.1");
        assertThat(found("/api/v1/versions?q=" + name + "%201.0.3")).containsExactly("1.0.3");
        pagesOfAWalk();
        assertThat(found(search + "&stage=READY,PRODUCTION")).isEmpty();
        assertThat(found(search + "&label=yes&task=classification&stage=external"))
                .hasSize(7);
        api.get(search + "&stage=GOOD").expect(422);
        api.get(search + "&metric=auc:high..").expect(422);
        api.get(search + "&sort=-f1").expect(422);
    }

    /** Over all models: by a metric only they have, by their names and numbers, by what is written about one; without one that is deleted. */
    private void pagesOfAWalk() {
        String walk = "/api/v1/versions?metric=" + name + ":0..2&sort=-" + name + "&limit=2";
        assertThat(found(walk)).containsExactly("1.0.5", "1.0.4");
        String next = api.get(walk).expect(200).json().path("next").asText();
        assertThat(found(walk + "&cursor=" + next)).containsExactly("1.0.3", "1.0.2");
        api.delete(versions + "/1.0.2").expect(204);
        assertThat(found(walk + "&cursor=" + next)).containsExactly("1.0.3", "1.0.1");
        String text = "/api/v1/versions?q=" + name.substring(1);
        assertThat(found(text)).containsExactly("1.0.6", "1.0.5", "1.0.4", "1.0.3", "1.0.1", "1.0.0");
        assertThat(found(text + "%201.0")).hasSize(6);
        assertThat(found(text + "%20.0")).isEmpty();
        next = api.get(text + "&limit=4").expect(200).json().path("next").asText();
        assertThat(found(text + "&limit=4&cursor=" + next)).containsExactly("1.0.1", "1.0.0");
        String words = "{\"description\":\"For 100% of " + name + ", twice\"}";
        String tag = api.get(versions + "/1.0.3").header("ETag").orElseThrow();
        patch(versions + "/1.0.3", words, tag).expect(200);
        assertThat(found("/api/v1/versions?q=100%25%20OF%20" + name + ",%20Tw")).containsExactly("1.0.3");
        api.post(versions + "/1.0.2/restore", "").expect(200);
    }

    @Test
    void a_file_is_laid_beside_a_version_at_once_or_in_parts() {
        declare(INPUTS, "");
        String artifacts = versions + "/1.0.0/artifacts/";
        Reply kept = bring(artifacts + "tokenizer-merges", "a b", Map.of()).expect(200);
        String first = kept.json().path("sha256").asText();
        assertThat(first).isEqualTo(Sha256.hex("a b".getBytes(StandardCharsets.UTF_8)));
        assertThat(kept.header("ETag"))
                .hasValueSatisfying(tag -> assertThat(tag).contains(first));
        assertThat(api.get(artifacts + "tokenizer-merges").expect(200).body()).isEqualTo("a b");

        String upload = api.post("/api/v1/uploads", "{\"bytes\":5}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        bring(artifacts + "tokenizer-merges?upload=" + upload, "", Map.of()).expect(409);
        api.send(
                        "PATCH",
                        "/api/v1/uploads/" + upload,
                        "parts",
                        Map.of("Content-Type", "application/octet-stream", "Upload-Offset", "0"))
                .expect(200);
        bring(artifacts + "tokenizer-merges?upload=" + upload, "", Map.of("If-Match", "\"" + "0".repeat(64) + "\""))
                .expect(412);
        bring(artifacts + "tokenizer-merges?upload=" + upload, "", Map.of("If-Match", "\"" + first + "\""))
                .expect(200);
        assertThat(api.get(artifacts + "tokenizer-merges").expect(200).body()).isEqualTo("parts");
        bring(artifacts + "metadata?upload=" + upload, "", Map.of()).expect(200);
        JsonNode listed = api.get(versions + "/1.0.0").expect(200).json().path("artifacts");
        assertThat(listed.findValuesAsText("kind")).containsExactly("metadata", "tokenizer-merges");
        assertThat(listed.findValuesAsText("sha256"))
                .containsOnly(Sha256.hex("parts".getBytes(StandardCharsets.UTF_8)));
        assertThat(api.get("/api/v1/audit?subject=model/" + name + "/1.0.0")
                        .expect(200)
                        .body())
                .contains("model.artifact", "tokenizer-merges", "in place of " + first);

        bring(artifacts + "model", "other", Map.of()).expect(422);
        bring(artifacts + "profile", "other", Map.of()).expect(422);
        bring(versions + "/9.9.9/artifacts/card", "x", Map.of()).expect(404);
        bring(artifacts + "card?upload=" + UUID.randomUUID(), "", Map.of()).expect(404);
        bring(artifacts + "card?upload=../x", "", Map.of()).expect(404);
    }

    private Reply bring(String path, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(RunCalls.octets());
        all.putAll(headers);
        return api.send("PUT", path, body, all);
    }

    private List<String> found(String path) {
        return api.get(path).expect(200).json().path("items").findValuesAsText("version");
    }

    private JsonNode declare(String inputs, String more) {
        return api.post(versions, declaration(inputs, more)).expect(201).json();
    }

    private static String declaration(String inputs, String more) {
        return "{\"task\":\"CLASSIFICATION\",\"signature\":{\"task\":\"CLASSIFICATION\"," + inputs
                + ",\"labels\":[\"no\",\"yes\"]},\"elsewhere\":{\"architecture\":\"a forest\",\"parameters\":12}" + more
                + "}";
    }

    private Reply put(String path, String body) {
        return api.send("PUT", path, body, Map.of("Content-Type", "application/json"));
    }

    private Reply patch(String path, String body, String tag) {
        return api.send("PATCH", path, body, Map.of("Content-Type", "application/json", "If-Match", tag));
    }
}
