package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.modelyard.it.ApiClient.Reply;

/** A server with one version that serves, made once. */
abstract class PredictionsFloor {

    static final String GOOD = Journey.loanInputs(75, 1);
    static final int LARGEST_BODY = 8 << 20;

    static String model = "";
    static String servedBy = "";

    final ModelyardServer server;
    final ApiClient api;
    final Journey journey;

    PredictionsFloor(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @BeforeEach
    void serveOnce() {
        if (!servedBy.equals(server.uri().toString())) {
            model = served();
            servedBy = server.uri().toString();
        }
    }

    String served() {
        String name = "input-" + UUID.randomUUID().toString().substring(0, 8);
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(500, 7));
        journey.completed(journey.train(name, name, ""));
        journey.deploy(name, "1.0.0");
        return name;
    }

    static String predict() {
        return "/api/v1/models/" + model + "/predict";
    }

    static String wanted(String field, String value) {
        return "{\"" + field + "\":\"" + value + "\",\"inputs\":" + GOOD + "}";
    }

    String detail(int status, String body) {
        return problem(status, body).path("detail").asText();
    }

    JsonNode problem(int status, String body) {
        return problem(status, api.post(predict(), body));
    }

    static JsonNode problem(int status, Reply reply) {
        reply.expect(status);
        assertThat(reply.header("Content-Type")).as(reply.toString()).hasValueSatisfying(type -> assertThat(type)
                .startsWith("application/problem+json"));
        JsonNode problem = reply.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText())
                .isNotEmpty()
                .doesNotContain("Exception", "org.modelyard", "\tat ", "`");
        assertThat(problem.path("instance").asText()).startsWith("/");
        return problem;
    }
}
