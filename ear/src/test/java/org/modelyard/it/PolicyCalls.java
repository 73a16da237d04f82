package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.modelyard.access.model.Role;

/** A policy that names a golden set and bounds how groups are treated: what meets it is let through, and nobody makes it easier. */
record PolicyCalls(ModelyardServer server, String name) {

    private static final String POLICY = "{\"golden\":\"hard\",\"gates\":{\"accuracy\":{\"min\":0.8}},"
            + "\"fairness\":{\"job\":{\"demographicParityDifference\":{\"max\":%s}}}}";

    void met() {
        ApiClient api = server.api();
        Journey journey = new Journey(api);
        String model = "/api/v1/models/" + name;
        String promote = model + "/versions/1.0.0/promote";
        journey.newSensitiveLoanDataset(name);
        journey.importCsv(name, Journey.loans(400, 5));
        journey.completed(journey.train(name, name, ""));
        dataset(journey, "few", 20);
        dataset(journey, "many", 300);
        govern("0.95");

        assertThat(server.as(Role.OPERATOR)
                        .post(model + "/golden-sets", golden("few"))
                        .status())
                .as("who chooses the rows changes the policy")
                .isEqualTo(403);
        api.post(model + "/golden-sets", golden("few")).expect(201);
        assertThat(RunCalls.problem(api.post(promote, "{}").expect(409)))
                .contains("has not been evaluated on golden set 'hard'");
        evaluated();
        assertThat(RunCalls.problem(api.post(promote, "{}").expect(409))).contains("20 rows, at least 30 are needed");
        assertThat(RunCalls.problem(server.as(Role.OPERATOR)
                        .delete(model + "/golden-sets/hard")
                        .expect(409)))
                .contains("asks for the golden set 'hard'");
        api.delete(model + "/policy").expect(204);
        api.delete(model + "/golden-sets/hard").expect(204);
        api.post(model + "/golden-sets", golden("many")).expect(201);
        govern("0.000001");

        JsonNode evaluation = evaluated();
        assertThat(evaluation.path("asked").asInt()).isGreaterThan(290);
        assertThat(evaluation.at("/fairness/0/feature").asText())
                .as("the version calls it sensitive, these rows do not")
                .isEqualTo("job");
        assertThat(RunCalls.problem(api.post(promote, "{}").expect(409)))
                .contains("By 'job', demographicParityDifference is ");
        govern("0.95");
        api.post(promote, "{}").expect(200);
    }

    private void dataset(Journey journey, String which, int rows) {
        journey.newLoanDataset(name + "-" + which);
        journey.importCsv(name + "-" + which, Journey.loans(rows, 70 + rows));
    }

    private String golden(String which) {
        return "{\"name\":\"hard\",\"dataset\":\"" + name + "-" + which + "\"}";
    }

    private void govern(String most) {
        server.api()
                .send(
                        "PUT",
                        "/api/v1/models/" + name + "/policy",
                        POLICY.formatted(most),
                        Map.of("Content-Type", "application/json"))
                .expect(200);
    }

    private JsonNode evaluated() {
        ApiClient api = server.api();
        String id = api.post("/api/v1/models/" + name + "/versions/1.0.0/evaluations", "{\"golden\":\"hard\"}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        return Await.state(api, "/api/v1/evaluations/" + id, Journey.LONGEST, "COMPLETED")
                .json();
    }
}
