package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What an experiment shows besides its verdict, whose units' countries were 'de', 'DE' and none in turn. */
record ExperimentLooks(ApiClient api, String path, int units) {

    void segmented(JsonNode results) {
        JsonNode segment = results.at("/segments/0");
        assertThat(segment.path("attribute").asText()).isEqualTo("country");
        assertThat(segment.path("words").asText()).contains("A segment is no verdict");
        assertThat(segment.path("effects").findValuesAsText("value")).containsExactlyInAnyOrder("de", "DE", "(none)");
        segment.path("effects").forEach(one -> {
            assertThat(one.path("units").asInt()).isEqualTo(units / 3);
            assertThat(one.path("low").asDouble()).as(one.toString()).isBetween(0.0, 0.9);
            assertThat(one.path("pHolm").asDouble()).isLessThan(0.001);
        });
    }

    void drawn(JsonNode results) {
        JsonNode history = api.get(path + "/history").expect(200).json();
        JsonNode last = history.path("points").get(history.path("points").size() - 1);
        long assigned = 0;
        for (JsonNode one : last.path("assigned")) {
            assigned += one.asLong();
        }
        assertThat(assigned).isEqualTo(units);
        assertThat(last.path("judged")).isEqualTo(last.path("assigned"));
        assertThat(last.at("/effects/0/low").asDouble())
                .as("the verdict's own interval")
                .isEqualTo(results.at("/comparisons/0/low").asDouble());
        JsonNode fresh = history.at("/funnel/1");
        assertThat(fresh.path("judged").asInt())
                .isPositive()
                .isEqualTo(fresh.path("active").asInt())
                .isEqualTo(fresh.path("converted").asInt());
        assertThat(history.at("/funnel/0/converted").asInt())
                .isBetween(1, history.at("/funnel/0/judged").asInt() - 1);
        api.get(path + "-none/history").expect(404);
    }

    void deleted() {
        api.delete(path).expect(204);
        api.get(path).expect(404);
        api.get(path + "/results").expect(404);
        api.delete(path).expect(404);
        String job = api.post(
                        "/api/v1/batch/jobs/retention/executions",
                        "{\"parameters\":{\"experimentsOlderThan\":\"P365D\"}}")
                .expect(202)
                .json()
                .required("executionId")
                .asText();
        Await.state(api, "/api/v1/batch/executions/" + job, Duration.ofSeconds(60), "COMPLETED");
    }
}
