package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

/** What the caller says beside the inputs is in the log. */
@OnBothDatabases
class InferenceLogIT {

    private final ApiClient api;
    private final Journey journey;
    private final String name = "logged-" + UUID.randomUUID().toString().substring(0, 8);

    InferenceLogIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void attributes_and_the_time_of_the_event_come_back() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(300, 5));
        journey.completed(journey.train(name, name, ""));
        String rows = "{\"version\":\"1.0.0\",\"attributes\":{\"plan\":\"free\"},\"rows\":[{\"inputs\":"
                + Journey.loanInputs(60, 10)
                + ",\"attributes\":{\"vip\":true,\"visits\":3},\"occurredAt\":\"2026-01-31T13:00:00.123456+01:00\"},"
                + "{\"inputs\":" + Journey.loanInputs(20, 30) + "}]}";
        JsonNode answers = api.post("/api/v1/models/" + name + "/predict", rows)
                .expect(200)
                .json()
                .required("predictions");
        JsonNode own = logged(answers.path(0));
        assertThat(own.path("attributes").toString()).isEqualTo("{\"vip\":true,\"visits\":3}");
        assertThat(own.path("occurredAt").asText()).startsWith("2026-01-31T12:00:00.123");
        JsonNode common = logged(answers.path(1));
        assertThat(common.path("attributes").toString()).isEqualTo("{\"plan\":\"free\"}");
        assertThat(common.path("occurredAt").isNull()).isTrue();
    }

    private JsonNode logged(JsonNode answer) {
        String path = "/api/v1/inferences/" + answer.required("inferenceId").textValue();
        return Await.until(path, Journey.LONGEST, () -> Optional.of(api.get(path))
                .filter(reply -> reply.status() == 200)
                .map(Reply::json));
    }
}
