package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches for hyperparameters: what was tried is kept, and the version is trained with the best. */
@OnBothDatabases
class SearchIT {

    private final ApiClient api;
    private final Journey journey;
    private final String name = "search-" + UUID.randomUUID().toString().substring(0, 8);

    SearchIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @BeforeEach
    void loans() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(800, 11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"method\":\"tpe\",\"trials\":4,\"parallel\":2",
                "\"method\":\"hyperband\",\"trials\":3,\"epochs\":4"
            })
    void the_version_is_trained_with_the_best_trial(String method) {
        JsonNode job = journey.completed(search(method + ",\"holdout\":0.25," + "\"space\":" + SPACE));
        JsonNode search = trials(job);
        assertThat(search.path("metric").asText()).isEqualTo("f1Macro");
        JsonNode best = search.path("trials").path(0);
        assertThat(best.path("state").asText()).isEqualTo("FINISHED");
        assertThat(search.path("best").asInt()).isEqualTo(best.path("number").asInt());
        for (JsonNode trial : search.path("trials")) {
            assertThat(trial.path("state").asText()).isIn("FINISHED", "PRUNED");
            assertThat(best.path("score").asDouble())
                    .isGreaterThanOrEqualTo(trial.path("score").asDouble());
        }
        double l2 = best.at("/hyperparameters/l2").asDouble();
        assertThat(job.at("/chosen/values/l2").asDouble()).isEqualTo(l2);
        JsonNode version = api.get("/api/v1/models/" + name + "/versions/1.0.0")
                .expect(200)
                .json();
        assertThat(version.at("/lineage/trainer/l2").asDouble()).isEqualTo(l2);
        assertThat(version.at("/metrics/accuracy").asDouble()).isGreaterThan(0.8);
    }

    @Test
    void a_grid_tries_each_point_once() {
        JsonNode job = journey.completed(search(
                "\"method\":\"grid\",\"holdout\":0.25,\"pruning\":false,\"space\":{\"l2\":{\"values\":[1e-6,0.1]},"
                        + "\"epochs\":{\"values\":[2,4]}}"));
        assertThat(trials(job).path("trials").findValuesAsText("number")).containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    @Test
    void trials_in_processes_of_their_own_end_as_in_the_server() {
        String grid = "\"method\":\"grid\",\"holdout\":0.25,\"parallel\":2,\"space\":{\"l2\":{\"values\":[1e-6,0.1]}}";
        JsonNode local = trials(journey.completed(search(grid)));
        JsonNode apart = trials(
                journey.completed(journey.train(name, name, ",\"executor\":\"PROCESS\",\"search\":{" + grid + "}")));
        assertThat(apart.path("trials")).hasSize(2).isEqualTo(local.path("trials"));
    }

    @Test
    void a_search_that_can_find_nothing_fails_and_says_why() {
        String job = search(
                "\"method\":\"grid\",\"metric\":\"rocAucOneVsOne\",\"holdout\":0.25,\"space\":{\"l2\":{\"values\":[0.1]}}");
        JsonNode ended =
                Await.state(api, job, Journey.LONGEST, "FAILED", "COMPLETED").json();
        assertThat(ended.path("problem").asText())
                .contains("none of its 1 trials")
                .contains("rocAucOneVsOne");
        api.get("/api/v1/models/" + name).expect(404);
    }

    @Test
    void what_is_wrong_is_named() {
        JsonNode refused = api.post(
                        "/api/v1/training-jobs",
                        "{\"model\":\"m\",\"dataset\":\"" + name
                                + "\",\"trainer\":{\"type\":\"logistic-regression\"},\"search\":{\"method\":\"luck\","
                                + "\"space\":{\"beauty\":{\"min\":1,\"max\":2}}}}")
                .expect(422)
                .json();
        assertThat(refused.path("errors").findValuesAsText("field")).contains("search.method", "search.space.beauty");
    }

    private static final String SPACE =
            "{\"l2\":{\"min\":1e-6,\"max\":0.1,\"scale\":\"LOG\"},\"learningRate\":{\"min\":0.1,\"max\":4}}";

    private String search(String document) {
        return journey.train(name, name, ",\"search\":{" + document + "}");
    }

    private JsonNode trials(JsonNode job) {
        return api.get("/api/v1/training-jobs/" + job.required("id").textValue() + "/trials")
                .expect(200)
                .json();
    }
}
