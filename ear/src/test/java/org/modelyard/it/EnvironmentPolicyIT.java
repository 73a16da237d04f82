package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;

/** What an environment asks holds for every model there, beside the model's own policy, at every door. */
@OnBothDatabases
class EnvironmentPolicyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ONE_APPROVAL = "0 of 1 approvals";

    private final ModelyardServer server;
    private final ApiClient api;
    private final String name = "asked-" + UUID.randomUUID().toString().substring(0, 8);
    private final String versions = "/api/v1/models/" + name + "/versions/";
    private final String place = name + "-strict";
    private final String policy = "/api/v1/environments/" + place + "/policy";

    EnvironmentPolicyIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void it_holds_for_every_model_at_every_door() {
        Journey journey = new Journey(api);
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(400, 5));
        journey.completed(journey.train(name, name, ""));
        journey.completed(journey.train(name, name, ""));
        api.post("/api/v1/environments", Map.of("name", place)).expect(201);
        promote("1.0.0").expect(200);
        what_cannot_be_asked_is_refused();

        String rollout = rolledOut();
        put("{\"approvals\":1}", Map.of()).expect(200);
        JsonNode ended = Await.state(api, rollout, PATIENCE, "ROLLED_BACK").json();
        assertThat(ended.path("standing").asText())
                .as("a candidate that does not meet it does not take over")
                .contains("may not serve " + place + ": By the policy of the environment " + place, ONE_APPROVAL);

        every_door_is_shut(journey);
        both_policies_are_asked();
        it_is_changed_by_who_has_seen_it();
        new EnvironmentPolicyPages(server, name, place).seen_and_set();

        colleague().post(versions + "1.0.1/approvals", where()).expect(200);
        promote("1.0.1").expect(200);
        the_record_has_it();
        it_ends_with_the_environment(the_way_back_is_free_of_it());
    }

    private void what_cannot_be_asked_is_refused() {
        api.get(policy).expect(404);
        api.get("/api/v1/environments/moon/policy").expect(404);
        api.send("PUT", "/api/v1/environments/moon/policy", "{\"approvals\":1}", json(Map.of()))
                .expect(404);
        server.as(Role.OPERATOR)
                .send("PUT", policy, "{\"approvals\":1}", json(Map.of()))
                .expect(403);
        assertThat(put("{}", Map.of()).expect(422).body()).contains("It asks for nothing");
        assertThat(put("{\"golden\":\"hard\",\"approvals\":1}", Map.of())
                        .expect(422)
                        .body())
                .contains("A golden set belongs to one model");
        assertThat(put(
                                "{\"snapshot\":\"01936d3c-0000-7000-8000-000000000000\",\"environments\":[\"staging\"]}",
                                Map.of())
                        .expect(422)
                        .body())
                .contains("A snapshot belongs to one model", "leave 'environments' out");
        assertThat(put("{\"gates\":{\"acuracy\":{\"min\":0.5}}}", Map.of())
                        .expect(422)
                        .body())
                .contains("There is no metric 'acuracy'");
        put("{\"gates\":5}", Map.of()).expect(400);
        put("{\"approvals\":1}", Map.of("If-Match", "\"1\"")).expect(412);
        api.get(policy).expect(404);
    }

    private void every_door_is_shut(Journey journey) {
        String words = "By the policy of the environment " + place + ": It has " + ONE_APPROVAL;
        assertThat(RunCalls.problem(promote("1.0.1").expect(409))).contains(words);
        Map<String, Object> wanted = Map.of("model", name, "version", "1.0.1", "environment", place);
        assertThat(RunCalls.problem(api.post("/api/v1/deployments", wanted).expect(409)))
                .contains(words);
        assertThat(RunCalls.problem(api.post("/api/v1/deployments", stepwise()).expect(409)))
                .contains(words);
        JsonNode job =
                journey.completed(journey.train(name, name, ",\"deployment\":{\"environment\":\"" + place + "\"}"));
        assertThat(job.path("problem").asText()).contains("was not deployed to " + place, words);
        assertThat(api.get(versions + "champion@" + place)
                        .expect(200)
                        .json()
                        .path("version")
                        .asText())
                .as("what serves goes on")
                .isEqualTo("1.0.0");
    }

    private void both_policies_are_asked() {
        String own = "/api/v1/models/" + name + "/policy";
        api.send(
                        "PUT",
                        own,
                        "{\"environments\":[\"" + place + "\"],\"gates\":{\"accuracy\":{\"min\":0.99999}}}",
                        json(Map.of()))
                .expect(200);
        assertThat(RunCalls.problem(promote("1.0.1").expect(409)))
                .contains(
                        "By the policy of the model " + name + ": accuracy is",
                        "By the policy of the environment " + place + ": It has " + ONE_APPROVAL);
        put("{\"gates\":{\"accuracy\":{\"min\":0.99999},\"r2\":{\"min\":0.99999}}}", Map.of())
                .expect(200);
        assertThat(RunCalls.problem(promote("1.0.1").expect(409)))
                .contains("By the policies of the model " + name + " and the environment " + place + ": accuracy is")
                .doesNotContain("r2");
        api.delete(own).expect(204);
    }

    private void it_is_changed_by_who_has_seen_it() {
        Reply seen = server.as(Role.VIEWER).get(policy).expect(200);
        assertThat(seen.json().at("/gates/accuracy/min").asDouble()).isEqualTo(0.99999);
        Map<String, String> matching = Map.of("If-Match", seen.header("ETag").orElseThrow());
        put("{\"approvals\":2}", matching).expect(200);
        put("{\"approvals\":3}", matching).expect(412);
        api.send("DELETE", policy, "", matching).expect(412);
        server.as(Role.OPERATOR).delete(policy).expect(403);
        api.delete(policy).expect(204);
        api.get(policy).expect(404);
    }

    private void the_record_has_it() {
        JsonNode deployments =
                api.get(versions + "1.0.1/record").expect(200).json().path("deployments");
        assertThat(deployments.findValues("environmentPolicyThen").stream()
                        .map(then -> then.path("approvals").asInt()))
                .as("the rollout's deployment was asked for before there was one")
                .contains(0, 1);
    }

    /** @return the path of what serves then */
    private String the_way_back_is_free_of_it() {
        put("{\"approvals\":5}", Map.of()).expect(200);
        String serving = api.get("/api/v1/deployments?environment=" + place + "&model=" + name)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        String back = "/api/v1/deployments/"
                + api.post("/api/v1/deployments/" + serving + "/rollback", "")
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
        JsonNode ended = Await.state(api, back, PATIENCE, "ACTIVE", "FAILED").json();
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("ACTIVE");
        assertThat(ended.path("version").asText()).isEqualTo("1.0.0");
        return back;
    }

    private void it_ends_with_the_environment(String serving) {
        api.post(serving + "/withdraw", "{}").expect(200);
        String address = "/api/v1/environments/" + place;
        api.delete(address).expect(204);
        api.get(policy).expect(404);
        api.post("/api/v1/environments", Map.of("name", place)).expect(201);
        api.get(policy).expect(404);
        api.delete(address).expect(204);
        assertThat(api.get("/api/v1/audit?limit=500&subject=environment/" + place)
                        .expect(200)
                        .json()
                        .path("items")
                        .findValuesAsText("detail"))
                .contains("{\"gates\":{},\"fairness\":{},\"approvals\":2}", "no policy", "no policy: it is removed");
    }

    /** @return the path of one of 1.0.1, whose candidate has its share */
    private String rolledOut() {
        String deployment = api.post("/api/v1/deployments", stepwise())
                .expect(202)
                .json()
                .required("id")
                .textValue();
        String rollout = "/api/v1/rollouts/"
                + api.get("/api/v1/rollouts?deployment=" + deployment)
                        .expect(200)
                        .json()
                        .at("/items/0/id")
                        .asText();
        Await.state(api, rollout, PATIENCE, "RUNNING");
        return rollout;
    }

    private Map<String, Object> stepwise() {
        return Map.of(
                "model",
                name,
                "version",
                "1.0.1",
                "environment",
                place,
                "strategy",
                Map.of("type", "CANARY", "steps", List.of(Map.of("percent", 5, "duration", "PT1H"))));
    }

    private Reply promote(String version) {
        return api.post(versions + version + "/promote", where());
    }

    private String where() {
        return "{\"environment\":\"" + place + "\"}";
    }

    private Reply put(String body, Map<String, String> headers) {
        return api.send("PUT", policy, body, json(headers));
    }

    private ApiClient colleague() {
        String user = "colleague-" + name;
        api.post("/api/v1/users", Map.of("name", user, "role", "OPERATOR")).expect(201);
        String token = api.post("/api/v1/tokens", Map.of("user", user, "name", "it", "role", "OPERATOR"))
                .expect(201)
                .json()
                .required("token")
                .textValue();
        return api.with(token);
    }

    private static Map<String, String> json(Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "application/json");
        return headers;
    }
}
