package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelyard.access.model.Role;
import org.modelyard.it.console.ConsoleSession;

/** An environment of one's own, from its making to its end; the model has a version 1.0.0. */
record EnvironmentCalls(ModelyardServer server, String model) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    void lived() {
        ApiClient api = server.api();
        String place = model + "-qa";
        String address = "/api/v1/environments/" + place;
        api.post("/api/v1/environments", "{\"name\":\"Not A Name\"}").expect(422);
        api.post("/api/v1/environments", "{}").expect(422);
        server.as(Role.OPERATOR)
                .post("/api/v1/environments", Map.of("name", place))
                .expect(403);
        api.post(promote(), where(place)).expect(422);
        JsonNode made = api.post("/api/v1/environments", Map.of("name", place))
                .expect(201)
                .json();
        assertThat(made.path("name").asText()).isEqualTo(place);
        assertThat(made.path("champions")).isEmpty();
        assertThat(RunCalls.problem(
                        api.post("/api/v1/environments", Map.of("name", place)).expect(409)))
                .contains("already");

        its_policy_holds_and_it_serves(api, place);
        it_takes_nothing_while_it_is_frozen(api, place);
        it_stays_while_something_stands_there(api, place);
        withdrawn_on_its_page(api, newest(api, place));
        api.post(promote(), where(place)).expect(200);
        String deployment = newest(api, place);

        JsonNode withdrawn = api.post(
                        "/api/v1/deployments/" + deployment + "/withdraw", "{\"reason\":\"the trial is over\"}")
                .expect(200)
                .json();
        assertThat(withdrawn.path("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(withdrawn.path("problem").asText()).contains("the trial is over");
        api.post("/api/v1/deployments/" + deployment + "/withdraw", "{}").expect(409);
        Await.until("nothing answers there", PATIENCE, () -> Optional.of(api.post(predict(), inputs(place)))
                .filter(reply -> reply.status() == 404));
        api.get(versions() + "champion@" + place).expect(404);

        api.delete(address).expect(204);
        api.delete(address).expect(404);
        assertThat(RunCalls.problem(api.post(promote(), where(place)).expect(422)))
                .contains("There is no environment");
        assertThat(api.get("/api/v1/environments")
                        .expect(200)
                        .json()
                        .path("items")
                        .findValuesAsText("name"))
                .contains("development", "staging", "production")
                .doesNotContain(place);
        assertThat(api.get("/api/v1/deployments/" + deployment)
                        .expect(200)
                        .json()
                        .path("environment")
                        .asText())
                .isEqualTo(place);
        Await.until("what was asked there in the version's usage", PATIENCE, () -> Optional.of(
                        api.get(versions() + "1.0.0/usage?period=day")
                                .expect(200)
                                .json())
                .filter(usage ->
                        usage.at("/environments/" + place + "/requests").asLong() >= 1));

        api.post("/api/v1/environments", Map.of("name", place)).expect(201);
        assertThat(newest(api, place)).as("with its history").isEqualTo(deployment);
        api.delete(address).expect(204);
        assertThat(api.get("/api/v1/audit?limit=500&subject=environment/" + place)
                        .expect(200)
                        .json()
                        .path("items")
                        .findValuesAsText("action"))
                .contains("environment.create", "environment.freeze", "environment.thaw", "environment.delete");
    }

    private void its_policy_holds_and_it_serves(ApiClient api, String place) {
        govern(api, place, 0.99999);
        assertThat(RunCalls.problem(api.post(promote(), where(place)).expect(409)))
                .contains("may not serve " + place, "accuracy is");
        govern(api, place, 0.01);
        api.post(promote(), where(place)).expect(200);
        JsonNode version = api.get(versions() + "champion@" + place).expect(200).json();
        assertThat(version.path("version").asText()).isEqualTo("1.0.0");
        assertThat(version.path("stage").asText())
                .as("one's own leaves the stage alone")
                .isEqualTo("READY");
        JsonNode answer = api.post(predict(), inputs(place)).expect(200).json().at("/predictions/0");
        assertThat(answer.path("version").asText()).isEqualTo("1.0.0");
        api.get("/api/v1/metrics/models/" + model + "?environment=" + place).expect(200);
    }

    private void withdrawn_on_its_page(ApiClient api, String deployment) {
        ConsoleSession console = ConsoleSession.of(server, "admin", ModelyardServer.ADMIN_PASSWORD);
        String page = "/console/deployments/" + deployment;
        console.pressShown(console.get(page).expect(200), "withdraw", Map.of("withdrawReason", "not this one"))
                .expect(302);
        JsonNode gone = api.get("/api/v1/deployments/" + deployment).expect(200).json();
        assertThat(gone.path("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(console.get(page).expect(200).body()).contains("It serves no more since", "not this one");
    }

    private String newest(ApiClient api, String place) {
        return api.get("/api/v1/deployments?environment=" + place + "&model=" + model)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
    }

    private void it_takes_nothing_while_it_is_frozen(ApiClient api, String place) {
        String freeze = "/api/v1/environments/" + place + "/freeze";
        String until = Instant.now().plusSeconds(3_600).toString();
        String deployment = newest(api, place);
        api.send("PUT", freeze, "{\"until\":\"" + until + "\",\"note\":\"audit week\"}", JSON)
                .expect(200);
        assertThat(RunCalls.problem(api.post(promote(), where(place)).expect(409)))
                .contains("frozen until", "audit week");
        assertThat(RunCalls.problem(api.post("/api/v1/deployments/" + deployment + "/withdraw", "{}")
                        .expect(409)))
                .contains("frozen until");
        api.delete(freeze).expect(204);
    }

    private void it_stays_while_something_stands_there(ApiClient api, String place) {
        String experiment = model + "-place";
        api.post(
                        "/api/v1/experiments",
                        Map.of(
                                "name",
                                experiment,
                                "model",
                                model,
                                "environment",
                                place,
                                "variants",
                                List.of(
                                        Map.of("name", "now", "version", "champion"),
                                        Map.of("name", "next", "version", "1.0.0")),
                                "metric",
                                Map.of("source", "FEEDBACK", "event", "used"),
                                "rule",
                                "EXACT",
                                "window",
                                "PT2S"))
                .expect(201);
        String address = "/api/v1/environments/" + place;
        assertThat(RunCalls.problem(api.delete(address).expect(409)))
                .contains("deployment of " + model + " 1.0.0", "policy of " + model, "experiment " + experiment);
        assertThat(RunCalls.problem(
                        api.delete("/api/v1/environments/production").expect(409)))
                .contains("cannot be removed");
        api.delete("/api/v1/environments/moon").expect(404);
        api.delete("/api/v1/experiments/" + experiment).expect(204);
        api.delete("/api/v1/models/" + model + "/policy").expect(204);
        assertThat(RunCalls.problem(api.delete(address).expect(409)))
                .contains("deployment of " + model)
                .doesNotContain("policy of", "experiment ");
    }

    private void govern(ApiClient api, String place, double least) {
        api.send(
                        "PUT",
                        "/api/v1/models/" + model + "/policy",
                        "{\"environments\":[\"" + place + "\"],\"gates\":{\"accuracy\":{\"min\":" + least + "}}}",
                        JSON)
                .expect(200);
    }

    private String versions() {
        return "/api/v1/models/" + model + "/versions/";
    }

    private String promote() {
        return versions() + "1.0.0/promote";
    }

    private String predict() {
        return "/api/v1/models/" + model + "/predict";
    }

    private static String where(String place) {
        return "{\"environment\":\"" + place + "\"}";
    }

    private static String inputs(String place) {
        return "{\"environment\":\"" + place + "\",\"inputs\":" + Journey.loanInputs(50, 1) + "}";
    }
}
