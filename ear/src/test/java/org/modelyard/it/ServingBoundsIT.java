package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;

/** What deployments say of themselves is obeyed, callers ask the models that they may, and outcomes find their answers. */
@OnBothDatabases
class ServingBoundsIT extends PredictionsFloor {

    ServingBoundsIT(ModelyardServer server) {
        super(server);
    }

    private JsonNode deployed(String more) {
        String body = "{\"model\":\"" + model + "\",\"version\":\"1.0.0\",\"environment\":\"staging\"" + more + "}";
        String id = api.post("/api/v1/deployments", body)
                .expect(202)
                .json()
                .path("id")
                .asText();
        return Await.state(api, "/api/v1/deployments/" + id, Journey.LONGEST, "ACTIVE", "FAILED")
                .json();
    }

    private static String canary(String label) {
        return ",\"canary\":[{\"inputs\":" + GOOD + ",\"label\":\"" + label + "\"}]";
    }

    @Test
    void a_deployment_is_held_to_what_it_says_of_itself() {
        JsonNode other = deployed(canary("no"));
        assertThat(other.path("state").asText()).isEqualTo("FAILED");
        assertThat(other.path("problem").asText())
                .startsWith("Canary input 1 of 1 is answered 'yes'")
                .endsWith("where 'no' is expected.");
        JsonNode large = deployed(",\"memoryBudget\":100");
        assertThat(large.path("problem").asText()).contains("budget of 100 bytes");

        JsonNode good = deployed(
                canary("yes") + ",\"memoryBudget\":100000000,\"concurrency\":3,\"healthCheckTimeout\":\"PT20S\"");
        assertThat(good.path("state").asText()).isEqualTo("ACTIVE");
        assertThat(good.path("concurrency").asInt()).isEqualTo(3);
        assertThat(good.path("memoryBudget").asLong()).isEqualTo(100_000_000);
        assertThat(good.path("healthCheckTimeout").asText()).isEqualTo("PT20S");
        assertThat(good.at("/canary/0/label").asText()).isEqualTo("yes");
        assertThat(good.at("/canary/0/inputs/income").asInt()).isEqualTo(75);
        api.post(predict(), "{\"environment\":\"staging\",\"inputs\":" + GOOD + "}")
                .expect(200);

        JsonNode ready = api.get("/api/v1/models/" + model + "/versions/1.0.0/readiness")
                .expect(200)
                .json();
        assertThat(ready.path("environments")).hasToString("[\"production\",\"staging\"]");
        problem(404, api.get("/api/v1/models/" + model + "/versions/9.9.9/readiness"));

        for (String wrong : new String[] {
            ",\"concurrency\":0",
            ",\"memoryBudget\":0",
            ",\"healthCheckTimeout\":\"PT0S\"",
            ",\"canary\":[{\"inputs\":{}}]",
            ",\"canary\":[{\"label\":\"yes\"}]",
            ",\"canary\":[{\"inputs\":{},\"label\":\"yes\",\"value\":1}]",
            ",\"canary\":[null]",
        }) {
            problem(
                    422,
                    api.post(
                            "/api/v1/deployments", "{\"model\":\"" + model + "\",\"version\":\"1.0.0\"" + wrong + "}"));
        }
    }

    @Test
    void a_caller_that_is_bound_to_models_asks_these_alone() {
        String name = "u-" + UUID.randomUUID();
        api.post("/api/v1/users", "{\"name\":\"" + name + "\",\"role\":\"OPERATOR\",\"models\":[\"another\"]}")
                .expect(201);
        String body = "{\"user\":\"" + name + "\",\"name\":\"app\",\"role\":\"OPERATOR\"";
        problem(422, api.post("/api/v1/tokens", body + ",\"models\":[\"" + model + "\"]}"));
        JsonNode token = api.post("/api/v1/tokens", body + "}").expect(201).json();
        ApiClient app = api.with(token.path("token").asText());
        assertThat(app.get("/api/v1/me").expect(200).json().path("models")).hasToString("[\"another\"]");

        String one = "{\"inputs\":" + GOOD + "}";
        String inference =
                journey.predict(model, GOOD).path(0).path("inferenceId").asText();
        Await.until("it is in the log", Journey.LONGEST, () -> Optional.of(api.get("/api/v1/inferences/" + inference))
                .filter(reply -> reply.status() == 200));
        assertThat(problem(403, app.post(predict(), one)).path("detail").asText())
                .contains(model, "another");
        String models = "/api/v1/models/" + model;
        problem(
                403,
                app.post(
                        models + "/recommend",
                        "{\"unit\":\"anna\",\"candidates\":[{\"item\":\"a\",\"inputs\":" + GOOD + "}]}"));
        problem(403, app.post(models + "/versions/1.0.0/explanations", one));
        problem(403, app.post(models + "/versions/1.0.0/scorings", "{\"dataset\":\"" + model + "\"}"));
        problem(403, app.post("/api/v1/feedback", "{\"inferenceId\":\"" + inference + "\",\"label\":\"yes\"}"));
        JsonNode refused = api.get("/api/v1/audit?limit=1&actor=" + name + "/app")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(refused.path("outcome").asText()).isEqualTo("REFUSED");

        api.send("PATCH", "/api/v1/users/" + name, "{\"models\":[\"another\",\"" + model + "\"]}", Map.of())
                .expect(200);
        assertThat(api.get("/api/v1/users/" + name).expect(200).json().path("models"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("another", model);
        Await.until("the wider bound is in force", Journey.LONGEST, () -> Optional.of(app.post(predict(), one))
                .filter(reply -> reply.status() == 200));
        JsonNode narrow = api.post("/api/v1/tokens", body.replace("app", "narrow") + ",\"models\":[\"another\"]}")
                .expect(201)
                .json();
        assertThat(narrow.path("models")).hasToString("[\"another\"]");
        problem(403, api.with(narrow.path("token").asText()).post(predict(), one));
        problem(422, api.post("/api/v1/users", "{\"name\":\"v\",\"role\":\"VIEWER\",\"models\":[\"../x\"]}"));
    }

    @Test
    void outcomes_find_the_latest_answer_of_their_unit_and_item() {
        String unit = "unit-" + UUID.randomUUID();
        JsonNode best = api.post(
                        "/api/v1/models/" + model + "/recommend",
                        "{\"unit\":\"" + unit + "\",\"candidates\":[{\"item\":\"small\",\"inputs\":"
                                + Journey.loanInputs(20, 30) + "},{\"item\":\"large\",\"inputs\":" + GOOD + "}]}")
                .expect(200)
                .json()
                .path("recommendations");
        String small = best.findParents("item").stream()
                .filter(one -> one.path("item").asText().equals("small"))
                .findFirst()
                .orElseThrow()
                .path("inferenceId")
                .asText();
        ApiClient app = server.as(Role.REVIEWER);
        String outcome = "{\"unit\":\"" + unit + "\",\"item\":\"small\",\"model\":\"" + model
                + "\",\"window\":\"PT1H\",\"used\":true,\"feedbackId\":\"" + unit + "\"}";
        String id = app.post("/api/v1/feedback", "[" + outcome + "," + outcome + "]")
                .json()
                .at("/items/0/id")
                .asText();
        JsonNode joined = Await.until("the outcome has found its answer", Journey.LONGEST, () -> Optional.of(
                        app.post("/api/v1/feedback", outcome))
                .filter(reply -> reply.status() == 201)
                .map(Reply::json));
        assertThat(joined.path("id").asText()).isEqualTo(id);
        String shouted = outcome.replace("\"feedbackId\":\"unit-", "\"feedbackId\":\"UNIT-");
        assertThat(app.post("/api/v1/feedback", shouted).json().path("id").asText())
                .as("another feedbackId is another feedback, on MariaDB too")
                .isNotEqualTo(id)
                .isNotEmpty();
        assertThat(joined.path("inferenceId").asText()).isEqualTo(small);
        assertThat(joined.path("item").asText()).isEqualTo("small");

        String rates = "/api/v1/metrics/models/" + model + "/feedback?period=day&by=";
        for (String by : new String[] {"version", "variant", "day", "label", "attribute:plan"}) {
            JsonNode told = api.get(rates + by).expect(200).json();
            assertThat(told.at("/total/used/told").asLong()).as(by).isPositive();
            assertThat(told.at("/total/helpful/share").isNull()).as(by).isTrue();
            assertThat(told.path("groups").size())
                    .as(by)
                    .isEqualTo(by.equals("label") || by.startsWith("attribute") ? 0 : 1);
        }
        rated(app, "free", true, "yes");
        rated(app, "free", false, "no");
        rated(app, "paid", true, "yes");
        rated(app, "Free", true, "yes");
        JsonNode plans = api.get(rates + "attribute:plan").expect(200).json().path("groups");
        assertThat(plans).extracting(one -> one.path("name").asText()).containsExactly("Free", "free", "paid");
        assertThat(plans.at("/1/rates/helpful/told").asLong()).isEqualTo(2);
        assertThat(plans.at("/1/rates/helpful/share").asDouble()).isEqualTo(0.5);
        JsonNode labels = api.get(rates + "label").expect(200).json().path("groups");
        assertThat(labels).extracting(one -> one.path("name").asText()).containsExactly("no", "yes");
        assertThat(labels.at("/0/rates/accuracy/positive").asLong()).isZero();
        assertThat(labels.at("/1/rates/accuracy/share").asDouble()).isEqualTo(1);
        problem(422, api.get(rates + "moon"));
        assertThat(api.get(rates + "dimension:platform").expect(200).json().path("groups"))
                .as("nobody has said it")
                .isEmpty();
        String crossed = rates.replace("/feedback?", "/feedback/crossed?");
        JsonNode both =
                api.get(crossed + "attribute:plan&and=label").expect(200).json().path("groups");
        assertThat(both)
                .extracting(one -> one.path("names").toString())
                .containsExactly("[\"Free\",\"yes\"]", "[\"free\",\"no\"]", "[\"free\",\"yes\"]", "[\"paid\",\"yes\"]");
        assertThat(both.at("/1/rates/helpful/told").asLong()).isEqualTo(1);
        assertThat(both.at("/1/rates/helpful/positive").asLong()).isZero();
        assertThat(both.at("/2/rates/helpful/positive").asLong()).isEqualTo(1);
        JsonNode versions =
                api.get(crossed + "version&and=label").expect(200).json().path("groups");
        assertThat(versions).extracting(one -> one.at("/names/1").asText()).containsExactly("no", "yes");
        assertThat(versions.at("/1/rates")).isEqualTo(labels.at("/1/rates"));
        problem(422, api.get(crossed + "label"));
        problem(422, api.get(crossed + "label&and=label"));
        problem(422, api.get(crossed + "label&and=moon"));

        problem(422, app.post("/api/v1/feedback", "{\"item\":\"small\",\"used\":true}"));
        problem(422, app.post("/api/v1/feedback", outcome.replace("PT1H", "PT0S")));
        problem(422, app.post("/api/v1/feedback", "[" + outcome + ",null]"));
        problem(400, app.post("/api/v1/feedback", "null"));
        problem(422, app.post("/api/v1/feedback", "{\"inferenceId\":\"" + small + "\",\"value\":1e200}"));
        problem(
                422,
                api.post(
                        "/api/v1/deployments",
                        "{\"model\":\"" + model
                                + "\",\"version\":\"1.0.0\",\"environment\":\"staging\",\"tags\":[null]}"));
        for (String odd :
                new String[] {"-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "1969-01-01T00:00:00Z"}) {
            problem(
                    422,
                    app.post(
                            "/api/v1/feedback",
                            outcome.replace("\"used\"", "\"observedAt\":\"" + odd + "\",\"used\"")));
        }
        problem(
                404,
                app.post("/api/v1/feedback", outcome.replace(model, "nobody").replace("feedbackId", "comment")));
        problem(
                422,
                app.post(
                        "/api/v1/feedback",
                        "{\"inferenceId\":\"" + small + "\",\"unit\":\"" + unit + "\",\"used\":true}"));
    }

    /** An answer to who has this plan, twice spoken of: the later word counts. */
    private void rated(ApiClient app, String plan, boolean helpful, String label) {
        String id = api.post(predict(), "{\"attributes\":{\"plan\":\"" + plan + "\"},\"inputs\":" + GOOD + "}")
                .expect(200)
                .json()
                .at("/predictions/0/inferenceId")
                .asText();
        Await.until("it is in the log", Journey.LONGEST, () -> Optional.of(api.get("/api/v1/inferences/" + id))
                .filter(reply -> reply.status() == 200));
        for (String word : new String[] {!helpful + "", helpful + ""}) {
            app.post(
                            "/api/v1/feedback",
                            "{\"inferenceId\":\"" + id + "\",\"label\":\"" + label + "\",\"helpful\":" + word + "}")
                    .expect(201);
        }
    }
}
