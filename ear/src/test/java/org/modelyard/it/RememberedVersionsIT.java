package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A version that is read often is remembered by the server, and never shown as it was. */
@OnBothDatabases
class RememberedVersionsIT {

    private final ApiClient api;
    private final String name = "remembered-" + UUID.randomUUID().toString().substring(0, 8);
    private final String versions = "/api/v1/models/" + name + "/versions";

    RememberedVersionsIT(ModelyardServer server) {
        this.api = server.api();
    }

    @Test
    void what_is_remembered_of_a_version_is_shown_only_while_it_is_so() {
        declare();
        String one = versions + "/1.0.0";
        String alias = "/api/v1/models/" + name + "/aliases/baseline";
        assertThat(aliases(one)).isEqualTo("[]");
        assertThat(aliases(one)).as("read from memory").isEqualTo("[]");
        put(alias, "{\"version\":\"1.0.0\"}").expect(200);
        assertThat(aliases(one)).isEqualTo("[\"baseline\"]");
        declare();
        put(alias, "{\"version\":\"1.0.1\"}").expect(200);
        assertThat(aliases(one)).isEqualTo("[]");
        put(alias, "{\"version\":\"1.0.0\"}").expect(200);
        assertThat(aliases(one)).isEqualTo("[\"baseline\"]");
        api.delete(alias).expect(204);
        assertThat(aliases(one)).isEqualTo("[]");
        String seen = api.get(one).expect(200).header("ETag").orElseThrow();
        patch(one, "{\"tags\":[\"spring\"]}", seen).expect(200);
        assertThat(api.get(one).expect(200).json().at("/tags/0").asText()).isEqualTo("spring");
        api.delete(one).expect(204);
        api.get(one).expect(404);
        api.post(one + "/restore", "").expect(200);
        api.get(one).expect(200);
        api.delete("/api/v1/models/" + name).expect(204);
        api.get(one).expect(404);
    }

    private String aliases(String version) {
        return api.get(version).expect(200).json().at("/said/aliases").toString();
    }

    private void declare() {
        api.post(versions, "{\"task\":\"REGRESSION\"}").expect(201);
    }

    private ApiClient.Reply put(String path, String body) {
        return api.send("PUT", path, body, Map.of("Content-Type", "application/json"));
    }

    private ApiClient.Reply patch(String path, String body, String seen) {
        return api.send("PATCH", path, body, Map.of("Content-Type", "application/json", "If-Match", seen));
    }
}
