package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The nightly job, started by hand. */
@OnBothDatabases
class DriftRetentionIT {

    private static final String START = "/api/v1/batch/jobs/retention/executions";

    private final ApiClient api;
    private final Journey journey;
    private final String name = "kept-" + UUID.randomUUID().toString().substring(0, 8);

    DriftRetentionIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void drift_reports_go_when_they_have_had_their_time_and_not_before() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(300, 5));
        journey.completed(journey.train(name, name, ""));
        journey.deploy(name, "1.0.0");
        String id = journey.driftReport(name).required("id").textValue();
        String report = "/api/v1/drift-reports/" + id;

        retain("{}");
        api.get(report).expect(200);

        retain("{\"historyOlderThan\":\"PT0S\",\"stepsOlderThan\":\"PT0S\"}");
        api.get(report).expect(404);
        JsonNode left =
                api.get("/api/v1/models/" + name + "/drift-reports").expect(200).json();
        assertThat(left.path("items").findValuesAsText("id"))
                .as("the server's own check may have made another meanwhile")
                .doesNotContain(id);
    }

    @Test
    void an_age_that_is_none_is_refused() {
        api.post(START, "{\"parameters\":{\"historyOlderThan\":\"a while\"}}").expect(422);
    }

    private void retain(String parameters) {
        String id = api.post(START, "{\"parameters\":" + parameters + "}")
                .expect(202)
                .json()
                .required("executionId")
                .asText();
        JsonNode ended = Await.state(
                        api, "/api/v1/batch/executions/" + id, Journey.LONGEST, "COMPLETED", "FAILED", "STOPPED")
                .json();
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
    }
}
