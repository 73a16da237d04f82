package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

@OnH2
class ProblemIT {

    private static final String USERS = "/api/v1/users";
    private static final String TOO_LARGE = "{\"name\":\"" + "x".repeat(1 << 20) + "\",\"role\":\"VIEWER\"}";

    private final ApiClient admin;

    ProblemIT(ModelyardServer server) {
        this.admin = server.api();
    }

    @AfterEach
    void the_server_goes_on() {
        admin.get("/api/v1/ping").expect(200);
    }

    @Test
    void truncated_json_says_where() {
        JsonNode problem = problem(400, admin.post(USERS, "{\"name\":\"a\",\n \"role\":"));
        assertThat(problem.path("detail").asText()).contains("line 2");
    }

    @Test
    void json_nested_ten_thousand_deep_is_malformed() {
        problem(400, admin.post(USERS, "{\"name\":".repeat(10_000)));
        problem(400, admin.post("/api/v1/ping", "[".repeat(10_000)));
    }

    @Test
    void an_unknown_field_is_named() {
        JsonNode problem = problem(400, admin.post(USERS, "{\"name\":\"a\",\"role\":\"VIEWER\",\"colour\":1}"));
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("colour");
    }

    @Test
    void a_missing_field_is_named() {
        assertThat(problem(400, admin.post(USERS, "{\"role\":\"VIEWER\"}"))
                        .path("detail")
                        .asText())
                .contains("name");
    }

    @Test
    void a_word_that_is_no_role_is_malformed() {
        assertThat(problem(400, admin.post(USERS, "{\"name\":\"a\",\"role\":\"KING\"}"))
                        .path("detail")
                        .asText())
                .contains("VIEWER");
    }

    @Test
    void no_body_at_all_is_malformed() {
        problem(400, admin.send("POST", USERS, "", Map.of("Content-Type", "application/json")));
        problem(400, admin.post(USERS, "null"));
    }

    @Test
    void a_body_over_one_mebibyte_is_too_large() {
        problem(413, admin.post(USERS, TOO_LARGE));
    }

    @Test
    void a_body_of_unstated_length_over_one_mebibyte_is_too_large() {
        byte[] bytes = TOO_LARGE.getBytes(StandardCharsets.UTF_8);
        Reply reply = admin.send(
                "POST",
                USERS,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                Map.of("Content-Type", "application/json"));
        problem(413, reply);
    }

    @Test
    void wrong_addresses_methods_and_types_are_problems() {
        problem(404, admin.get("/api/v1/no-such-thing"));
        problem(405, admin.delete(USERS));
        problem(415, admin.send("POST", USERS, "<user/>", Map.of("Content-Type", "application/xml")));
        problem(406, admin.send("GET", USERS, "", Map.of("Accept", "text/html")));
        problem(404, admin.get("/no-such-thing"));
    }

    @Test
    void a_wrong_parameter_is_no_fault_of_the_server() {
        problem(422, admin.get(USERS + "?limit=501"));
        JsonNode problem = problem(400, admin.post("/api/v1/ping?bytes=many", "{}"));
        assertThat(problem.path("detail").asText()).isEqualTo("bytes is 'many', not a whole number.");
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("bytes");
        problem(422, admin.post("/api/v1/ping?bytes=1", "{}"));
    }

    private static JsonNode problem(int status, Reply reply) {
        reply.expect(status);
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        JsonNode problem = reply.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty().doesNotContain("Exception", "org.modelyard", "\tat ");
        assertThat(problem.path("instance").asText()).startsWith("/");
        return problem;
    }
}
