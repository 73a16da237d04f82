package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@OnBothDatabases
class PingIT {

    private final ModelyardServer server;

    PingIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void ping_answers_to_a_token() {
        assertThat(server.api().get("/api/v1/ping").expect(200).body()).isEqualTo("{\"pong\":\"\"}");
    }

    @Test
    void ping_gives_as_many_bytes_as_asked() {
        String body = server.api()
                .post("/api/v1/ping?bytes=500", "{\"inputs\":[{\"a\":1.5}]}")
                .expect(200)
                .body();
        assertThat(body).hasSize(500);
    }

    @Test
    void without_a_token_there_is_no_answer() {
        ApiClient.Reply reply = server.anonymous().get("/api/v1/ping").expect(401);
        assertThat(reply.header("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void health_is_open_and_up() {
        assertThat(server.anonymous()
                        .get("/health")
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("UP");
    }
}
