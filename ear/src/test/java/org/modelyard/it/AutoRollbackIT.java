package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.it.RolloutCalls.Begun;

/** Elsewhere somebody puts another model behind the address that a version asks, or none, which its health check finds out. */
@OnBothDatabases
class AutoRollbackIT {

    private static final String DIFFERS = "Canary input 1 of 1 is answered 250";
    private static final String HALF = "{\"type\":\"CANARY\",\"steps\":[{\"percent\":50,\"duration\":\"PT1H\"}]}";
    private static final String CANARY = ",\"canary\":[{\"inputs\":{\"x\":150},\"value\":100,\"tolerance\":1}]";

    private final ApiClient api;
    private final String name = "moved-" + UUID.randomUUID().toString().substring(0, 8);
    private final RolloutCalls rollouts;

    AutoRollbackIT(ModelyardServer server) {
        this.api = server.api();
        this.rollouts = new RolloutCalls(api, name);
    }

    @Test
    void the_last_good_version_comes_back_and_a_candidate_goes_when_a_canary_input_is_answered_otherwise() {
        try (ModelElsewhere elsewhere = new ModelElsewhere();
                ModelElsewhere gone = new ModelElsewhere()) {
            NumbersInService numbers = new NumbersInService(api, name);
            numbers.make(1);
            numbers.add(elsewhere.document());
            numbers.add(gone.document());
            for (String environment : new String[] {"production", "staging", "development"}) {
                rollouts.serves(environment, "1.0.0");
            }
            serving("production");
            Begun candidate = rollouts.begin("staging", "1.0.1", HALF, CANARY);
            Begun other = rollouts.begin("development", "1.0.2", HALF);
            rollouts.in("RUNNING", candidate);
            rollouts.in("RUNNING", other);
            assertThat(NumberUnits.said("version", staging().below(60))).containsExactly("1.0.0", "1.0.1");

            elsewhere.answers(250);
            gone.fails();

            a_candidate_is_rolled_back(candidate);
            one_that_answers_nothing_is_after_several_tries(other);
            what_serves_gives_way_to_the_last_good_version();
        }
    }

    private void serving(String environment) {
        String deployment = api.post(
                        "/api/v1/deployments",
                        "{\"model\":\"" + name + "\",\"version\":\"1.0.1\",\"environment\":\"" + environment
                                + "\",\"autoRollback\":true" + CANARY + "}")
                .expect(202)
                .json()
                .path("id")
                .asText();
        JsonNode active = Await.state(api, "/api/v1/deployments/" + deployment, Journey.LONGEST, "ACTIVE", "FAILED")
                .json();
        assertThat(active.path("state").asText()).as(active.toString()).isEqualTo("ACTIVE");
    }

    private void a_candidate_is_rolled_back(Begun candidate) {
        JsonNode ended = rollouts.in("ROLLED_BACK", candidate);
        assertThat(ended.path("standing").asText()).startsWith("Its health check failed: " + DIFFERS);
        assertThat(rollouts.kinds(candidate)).containsExactly("ASKED", "STARTED", "ROLLED_BACK");
        JsonNode deployment =
                api.get("/api/v1/deployments/" + candidate.salt()).expect(200).json();
        assertThat(deployment.path("state").asText()).isEqualTo("ROLLED_BACK");
        assertThat(deployment.path("problem").asText()).contains(DIFFERS);
        Await.until("the champion to answer all", Journey.LONGEST, () -> Optional.of(
                        NumberUnits.said("version", staging().below(60)))
                .filter(versions -> !versions.contains("1.0.1")));
    }

    private void one_that_answers_nothing_is_after_several_tries(Begun candidate) {
        JsonNode ended = rollouts.in("ROLLED_BACK", candidate);
        assertThat(ended.path("standing").asText())
                .startsWith("Its health check failed: ")
                .contains("has answered 500", "5 tries in a row");
    }

    private void what_serves_gives_way_to_the_last_good_version() {
        Await.until("version 1.0.0 to serve again", Journey.LONGEST, () -> Optional.of(
                        api.post("/api/v1/models/" + name + "/predict", "{\"inputs\":{\"x\":150}}")
                                .expect(200) // at no time is there nothing that answers
                                .json())
                .filter(answered ->
                        answered.at("/predictions/0/version").asText().equals("1.0.0")));
        JsonNode history = api.get("/api/v1/deployments?environment=production&model=" + name)
                .expect(200)
                .json()
                .path("items");
        assertThat(history.path(0).path("version").asText()).isEqualTo("1.0.0");
        assertThat(history.path(0).path("createdBy").asText()).isEqualTo("server");
        assertThat(history.path(1).path("state").asText()).isEqualTo("FAILED");
        assertThat(history.path(1).path("problem").asText()).startsWith(DIFFERS);
        Await.until("the alert", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/alerts?limit=100").expect(200).body())
                .filter(alerts -> alerts.contains("CANARY_DIFFERS") && alerts.contains("model/" + name)));
    }

    private NumberUnits staging() {
        return new NumberUnits(api, name, "staging");
    }
}
