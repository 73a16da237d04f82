package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each trainer learns what there is to learn, and its model is evaluated, registered, deployed and asked. */
@OnH2
class TrainersIT {

    /** About one label in twenty is turned over; the plane between them is easy to find, but a single tree draws it in steps. */
    private static final double LEAST_ACCURACY = 0.86;

    private final ApiClient api;
    private final Journey journey;
    private final String name = "learned-" + UUID.randomUUID().toString().substring(0, 8);

    TrainersIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @BeforeEach
    void loans() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(2_000, 11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logistic-regression",
                "decision-tree",
                "random-forest",
                "gradient-boosted-trees",
                "neural-network",
                "k-nearest-neighbours",
                "factorisation-machine",
                "liblinear",
                "ensemble"
            })
    void a_classifier_goes_from_rows_to_an_answer(String trainer) {
        JsonNode job = journey.completed(start(trainer));
        assertThat(job.path("modelVersion").asText()).isEqualTo("1.0.0");
        JsonNode version = api.get("/api/v1/models/" + name + "/versions/1.0.0")
                .expect(200)
                .json();
        assertThat(version.at("/metrics/accuracy").asDouble()).isGreaterThan(LEAST_ACCURACY);
        journey.deploy(name, "1.0.0");
        JsonNode answers = journey.predict(
                name, "[" + Journey.loanInputs(78, 2) + "," + Journey.loanInputs(22, 38) + ",{\"income\":null}]");
        assertThat(answers).hasSize(3);
        assertThat(answers.path(0).path("label").asText()).isEqualTo("yes");
        assertThat(answers.path(1).path("label").asText()).isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-forest", "gradient-boosted-trees"})
    void the_same_snapshot_and_seed_give_the_same_bytes(String trainer) {
        journey.completed(start(trainer));
        journey.completed(start(trainer));
        assertThat(journey.learned(name, "1.0.1")).isEqualTo(journey.learned(name, "1.0.0"));
    }

    private String start(String trainer) {
        return "/api/v1/training-jobs/"
                + api.post(
                                "/api/v1/training-jobs",
                                "{\"model\":\"" + name + "\",\"dataset\":\"" + name + "\",\"trainer\":{\"type\":\""
                                        + trainer + "\"},\"seed\":7}")
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
    }
}
