package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;

/** Predictions in each form, explained, cut and in time, and what is kept of them. */
@OnBothDatabases
class PredictionFormsIT extends PredictionsFloor {

    PredictionFormsIT(ModelyardServer server) {
        super(server);
    }

    @Test
    void what_the_log_policy_withholds_is_not_in_the_log() {
        String path = "/api/v1/models/" + model + "/log-policy";
        Reply usual = api.get(path).expect(200);
        assertThat(usual.json()).hasToString("{\"inputs\":\"FULL\",\"maskSensitive\":true}");
        problem(422, api.send("PUT", path, "{\"inputs\":\"SOME\"}", Map.of()));
        problem(412, api.send("PUT", path, "{\"inputs\":\"NONE\"}", Map.of("If-Match", "\"1\"")));
        problem(403, server.as(Role.OPERATOR).send("PUT", path, "{\"inputs\":\"NONE\"}", Map.of()));
        api.send(
                        "PUT",
                        path,
                        "{\"inputs\":\"HASHED\"}",
                        Map.of("If-Match", usual.header("ETag").orElseThrow()))
                .expect(200);
        Await.until("the policy is in force", Journey.LONGEST, () -> Optional.of(loggedInputs())
                .filter(inputs -> inputs.matches("\\{\"sha256\":\"[0-9a-f]{64}\"}")));
        api.send("PUT", path, "{}", Map.of()).expect(200);
        Await.until("it is as usual again", Journey.LONGEST, () -> Optional.of(loggedInputs())
                .filter(inputs -> inputs.contains("\"income\":75")));
    }

    private String loggedInputs() {
        String id = journey.predict(model, GOOD).path(0).path("inferenceId").asText();
        return Await.until("it is in the log", Journey.LONGEST, () -> Optional.of(api.get("/api/v1/inferences/" + id))
                        .filter(reply -> reply.status() == 200))
                .json()
                .path("inputs")
                .toString();
    }

    @Test
    void lines_of_json_and_csv_are_answered_in_their_own_form() {
        String lines = "{\"inputs\":" + GOOD + ",\"unit\":\"u1\"}\n{\"inputs\":\n{\"inputs\":" + GOOD + "}\n";
        Reply streamed = form(predict() + "?version=%5E1.0&topK=1", "application/x-ndjson", lines, 200);
        assertThat(streamed.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/x-ndjson"));
        List<JsonNode> answers =
                streamed.body().lines().map(PredictionFormsIT::tree).toList();
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0).path("scores")).hasSize(1);
        assertThat(answers.get(0).at("/scores/yes").isNumber()).isTrue();
        assertThat(answers.get(1).at("/error/status").asInt()).isEqualTo(422);
        assertThat(answers.get(1).at("/error/errors/0/field").asText()).isEqualTo("line 2");
        String inference = answers.get(2).path("inferenceId").asText();
        assertThat(Await.until("it is in the log", Journey.LONGEST, () -> Optional.of(
                                        api.get("/api/v1/inferences/" + inference))
                                .filter(reply -> reply.status() == 200))
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1.0.0");

        String table = "job,unit,debt,income\n" + "employed,u2,1,75\n".repeat(1_000);
        Reply answered = form(predict() + "?version=champion", "text/csv; charset=utf-8", table, 200);
        assertThat(answered.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        List<String> rows = answered.body().lines().toList();
        assertThat(rows).hasSize(1_001);
        assertThat(rows.get(0)).isEqualTo("inferenceId,version,variant,label,score,error");
        assertThat(rows.subList(1, 1_001)).allMatch(row -> row.contains(",1.0.0,main,yes,"));
        problem(422, form(predict(), "text/csv", table + "self,u3,1,2\n", 422));
        problem(422, form(predict(), "text/csv", "job,debt,wage\nself,1,2\n", 422));
        problem(404, form(predict() + "?environment=moon", "text/csv", table, 404));
        problem(422, form(predict() + "?topK=0", "text/csv", table, 422));
        problem(422, form(predict() + "?topK=many", "text/csv", table, 422));
        problem(415, form(predict(), "text/plain", table, 415));
    }

    @Test
    void answers_are_explained_cut_and_in_time_as_asked() {
        JsonNode one = api.post(
                        predict(), "{\"inputs\":" + GOOD + ",\"explain\":true,\"topK\":1,\"deadline\":\"PT1M\"}")
                .expect(200)
                .json()
                .at("/predictions/0");
        assertThat(one.path("scores")).hasSize(1);
        assertThat(one.at("/explanation/method").asText()).isEqualTo("LINEAR");
        assertThat(one.at("/explanation/contributions").findValuesAsText("feature"))
                .containsExactlyInAnyOrder("income", "debt", "job");
        JsonNode late = api.send(
                        "POST",
                        predict(),
                        "{\"inputs\":[" + GOOD + "," + GOOD + "]}",
                        Map.of("Content-Type", "application/json", "Modelyard-Deadline", "PT0.000000001S"))
                .expect(200)
                .json()
                .path("predictions");
        assertThat(late.findValuesAsText("status")).containsExactly("503", "503");
        assertThat(late.at("/0/inferenceId").asText()).isNotEmpty();
        problem(422, "{\"inputs\":" + GOOD + ",\"deadline\":\"PT1H\"}");
        problem(422, "{\"inputs\":" + GOOD + ",\"topK\":-1}");
    }

    @Test
    void lines_of_json_and_csv_have_their_reasons_too() {
        String line = "{\"inputs\":" + GOOD + "}\n";
        List<JsonNode> lines = form(predict() + "?explain=true", "application/x-ndjson", line.repeat(30) + "{}\n", 200)
                .body()
                .lines()
                .map(PredictionFormsIT::tree)
                .toList();
        assertThat(lines).hasSize(31);
        assertThat(lines.subList(0, 30)).allSatisfy(answer -> assertThat(
                        answer.at("/explanation/contributions").findValuesAsText("feature"))
                .containsExactlyInAnyOrder("income", "debt", "job"));
        assertThat(lines.get(30).has("explanation")).isFalse();

        String table = "job,debt,income\n" + "employed,1,75\n".repeat(3);
        List<String> rows = form(predict() + "?explain=true", "text/csv", table, 200)
                .body()
                .lines()
                .toList();
        assertThat(rows.get(0)).isEqualTo("inferenceId,version,variant,label,score,explanation,error");
        assertThat(rows.subList(1, 4)).allMatch(row -> row.contains("{\"\"method\"\":\"\"LINEAR\"\""));
        assertThat(api.post(predict() + "?explain=true", "{\"inputs\":" + GOOD + "}")
                        .expect(200)
                        .json()
                        .at("/predictions/0/explanation/method")
                        .asText())
                .isEqualTo("LINEAR");
        problem(422, form(predict() + "?explain=true", "application/x-ndjson", line.repeat(101), 422));
        problem(422, form(predict() + "?explain=true", "text/csv", "job\n" + "self\n".repeat(101), 422));
        problem(422, form(predict() + "?explain=maybe", "text/csv", table, 422));
    }

    @Test
    void candidates_are_recommended_as_predictions_that_are_logged() {
        String path = "/api/v1/models/" + model + "/recommend";
        String candidates = "\"candidates\":[{\"item\":\"small\",\"inputs\":" + Journey.loanInputs(20, 30)
                + "},{\"item\":\"large\",\"inputs\":" + Journey.loanInputs(95, 1) + "},{\"inputs\":"
                + Journey.loanInputs(60, 9) + "}]";
        JsonNode answer = api.post(path, "{\"unit\":\"anna\",\"label\":\"yes\",\"top\":2," + candidates + "}")
                .expect(200)
                .json();
        assertThat(answer.path("asked").asInt()).isEqualTo(3);
        assertThat(answer.path("recommendations")).hasSize(2);
        JsonNode best = answer.at("/recommendations/0");
        assertThat(best.path("item").asText()).isEqualTo("large");
        assertThat(best.path("position").asInt()).isEqualTo(1);
        assertThat(best.path("score").asDouble())
                .isGreaterThan(answer.at("/recommendations/1/score").asDouble());
        assertThat(best.path("reasons")).isNotEmpty();
        JsonNode logged = Await.until("the recommendation is in the log", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/inferences/" + best.path("inferenceId").asText()))
                .filter(reply -> reply.status() == 200)
                .map(Reply::json));
        assertThat(logged.path("unit").asText()).isEqualTo("anna");
        assertThat(logged.at("/dimensions/item").asText()).isEqualTo("large");

        api.post(path, "{" + candidates + "}").expect(422);
        api.post(path, "{\"unit\":\"anna\",\"candidates\":[]}").expect(422);
        api.post(path, "{\"unit\":\"anna\",\"top\":0," + candidates + "}").expect(422);
        api.post(path, "{\"unit\":\"anna\",\"label\":\"perhaps\"," + candidates + "}")
                .expect(422);
        api.post(path, "{\"unit\":\"anna\",\"candidates\":[{\"inputs\":{\"income\":\"much\"}}]}")
                .expect(422);
        api.post(path, "{\"unit\":\"anna\",\"deadline\":\"PT0.000000001S\"," + candidates + "}")
                .expect(503);
        api.post(path, "[").expect(400);
        api.post("/api/v1/models/nobody/recommend", "{\"unit\":\"anna\"," + candidates + "}")
                .expect(404);
    }

    private Reply form(String path, String type, String body, int status) {
        return api.send("POST", path, body, Map.of("Content-Type", type)).expect(status);
    }

    private static JsonNode tree(String line) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
