package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.modelyard.lineage.model.CanonicalJson;

/** What lineages and records tell of trials and chains that other tests have made. */
record LineageCalls(ApiClient api) {

    /** The experiment asks two versions of the model, of which the second is 1.0.1. */
    void experiment(String experiment, String model) {
        assertThat(edges(version(model, "1.0.1") + "/lineage?direction=down&depth=1"))
                .contains("{\"from\":\"VERSION:" + model + ":1.0.1\",\"to\":\"EXPERIMENT:" + experiment
                        + "\",\"verb\":\"was tested in\"}");
        JsonNode back = api.get("/api/v1/experiments/" + experiment + "/lineage?direction=up&depth=1")
                .expect(200)
                .json();
        assertThat(back.path("root").asText()).isEqualTo("EXPERIMENT:" + experiment);
        assertThat(back.path("nodes").findValuesAsText("id"))
                .containsExactlyInAnyOrder(experiment, model + ":1.0.0", model + ":1.0.1");
        api.get("/api/v1/experiments/no-such/lineage").expect(404);
        JsonNode record = record(model, "1.0.1");
        assertThat(record.path("experiments").findValuesAsText("name")).contains(experiment);
        assertThat(record.path("audit").findValuesAsText("action")).contains("experiment.start");
    }

    /** The experiment asks whatever serves of the model, which is 1.0.0. */
    void serving(String experiment, String model) {
        assertThat(edges(version(model, "1.0.0") + "/lineage?direction=down&depth=1"))
                .contains("\"to\":\"EXPERIMENT:" + experiment + "\",\"verb\":\"was tested in\"");
        assertThat(edges("/api/v1/experiments/" + experiment + "/lineage?direction=up&depth=1"))
                .contains("\"from\":\"VERSION:" + model + ":1.0.0\"");
    }

    /** The version was the candidate of rollouts that are over. */
    void rollouts(String model, String candidate) {
        JsonNode record = record(model, candidate);
        assertThat(record.path("rollouts").findValuesAsText("candidate")).contains(candidate);
        for (JsonNode rollout : record.path("rollouts")) {
            String path = "/api/v1/rollouts/" + rollout.path("id").asText();
            assertThat(rollout.path("events")).isNotEmpty();
            for (String list : List.of("verdicts", "events")) {
                assertThat(rollout.path(list).findValuesAsText("words"))
                        .as("%s of %s", list, path)
                        .isEqualTo(api.get(path + "/" + list)
                                .expect(200)
                                .json()
                                .path("items")
                                .findValuesAsText("words"));
            }
        }
        assertThat(record.path("audit").findValuesAsText("action")).contains("rollout.asked");
        assertThat(record(model, "1.0.0").path("rollouts").size())
                .as("it was the champion")
                .isPositive();
    }

    void chain(String chain, String member) {
        String edge = "{\"from\":\"VERSION:" + member + ":1.0.0\",\"to\":\"VERSION:" + chain
                + ":1.0.0\",\"verb\":\"is asked by\"}";
        assertThat(edges(version(chain, "1.0.0") + "/lineage?direction=up&depth=1"))
                .contains(edge);
        assertThat(edges(version(member, "1.0.0") + "/lineage?direction=down&depth=1"))
                .contains(edge);
    }

    private String edges(String path) {
        return api.get(path).expect(200).json().path("edges").toString();
    }

    private JsonNode record(String model, String number) {
        ApiClient.Reply record = api.get(version(model, number) + "/record").expect(200);
        assertThat(CanonicalJson.holds(record.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isTrue();
        return record.json();
    }

    private static String version(String model, String number) {
        return "/api/v1/models/" + model + "/versions/" + number;
    }
}
