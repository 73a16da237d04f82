package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

/** What is wrong with a prediction's body is said, with its place; and the server goes on. */
@OnBothDatabases
class PredictionInputIT extends PredictionsFloor {

    PredictionInputIT(ModelyardServer server) {
        super(server);
    }

    @AfterEach
    void a_good_prediction_is_answered() {
        assertThat(journey.predict(model, GOOD).path(0).path("label").asText()).isEqualTo("yes");
    }

    @Test
    void a_row_that_does_not_fit_names_each_input() {
        JsonNode problem = problem(
                422,
                "{\"inputs\":{\"income\":\"much\",\"job\":7,\"colour\":\"red\",\"income\":3,\"huge\":{\"a\":[1]}}}");
        assertThat(problem.path("errors").findValuesAsText("field"))
                .containsExactly(
                        "inputs.income", "inputs.job", "inputs.colour", "inputs.income", "inputs.huge", "inputs.debt");
        assertThat(problem.path("errors").findValuesAsText("message"))
                .containsExactly(
                        "This must be a finite number.",
                        "This must be a string.",
                        "The model has no such input.",
                        "This is given twice.",
                        "The model has no such input.",
                        "The model requires this input.");
    }

    @Test
    void among_several_rows_each_has_its_own_fate() {
        JsonNode answers = api.post(predict(), "{\"inputs\":[" + GOOD + ",{\"income\":1}," + GOOD + "]}")
                .expect(200)
                .json()
                .required("predictions");
        assertThat(answers.path(0).path("label").asText()).isEqualTo("yes");
        assertThat(answers.at("/1/error/status").asInt()).isEqualTo(422);
        assertThat(answers.at("/1/error/errors").findValuesAsText("field"))
                .containsExactly("inputs[1].debt", "inputs[1].job");
        assertThat(answers.path(2).path("label").asText()).isEqualTo("yes");
    }

    @Test
    void what_is_no_finite_number_is_refused() {
        for (String literal : new String[] {"NaN", "Infinity", "-Infinity"}) {
            assertThat(detail(400, "{\"inputs\":{\"debt\":1,\n\"income\":" + literal + "}}"))
                    .contains("line 2", literal.replace("-", ""));
        }
        JsonNode problem = problem(422, "{\"inputs\":{\"debt\":1,\"income\":1e999,\"job\":\"self\"}}");
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("inputs.income");
        assertThat(problem.at("/errors/0/message").asText()).contains("too large");
        problem(422, "{\"inputs\":{\"debt\":1,\"income\":\"NaN\",\"job\":\"self\"}}");
    }

    @Test
    void json_that_is_cut_short_or_deep_says_where() {
        assertThat(detail(400, "{\"inputs\":{\"income\":1,\n \"debt\":")).contains("line 2");
        assertThat(detail(400, "")).isNotEmpty();
        assertThat(detail(400, "[]")).contains("line 1", "object");
        assertThat(detail(400, "\u0000{\u0000\u0000")).contains("UTF-8");
        problem(400, api.post(predict().replace("/predict", "/recommend"), "\u0000{\u0000\u0000"));
        assertThat(detail(400, "{\"inputs\":" + GOOD + "}{}")).contains("behind its end");
        assertThat(detail(400, "{\"inputs\":{\"income\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}}"))
                .contains("line 1", "depth");
        assertThat(detail(400, "{\"inputs\":{\"other\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_002)))
                .contains("depth");
        JsonNode attributes = problem(422, "{\"attributes\":" + "[".repeat(10_000));
        assertThat(attributes.at("/errors/0/field").asText()).isEqualTo("attributes");
    }

    @Test
    void a_field_that_is_not_known_is_named() {
        JsonNode problem = problem(400, "{\"inputs\":" + GOOD + ",\"colour\":1}");
        assertThat(problem.path("detail").asText()).contains("'colour'", "line 1");
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("colour");
        JsonNode inRow = problem(400, "{\"rows\":[{\"inputs\":" + GOOD + "},{\"inputs\":" + GOOD + ",\"colour\":1}]}");
        assertThat(inRow.at("/errors/0/field").asText()).isEqualTo("rows[1].colour");
        assertThat(problem(422, "{}").at("/errors/0/field").asText()).isEqualTo("inputs");
    }

    @Test
    void a_body_that_is_too_large_is_not_read_on() {
        String body = "{\"inputs\":{\"job\":\"" + "x".repeat(LARGEST_BODY) + "\"}}";
        assertThat(detail(413, body)).contains(Integer.toString(LARGEST_BODY));
        String rows = ("," + GOOD).repeat(1_001).substring(1);
        assertThat(detail(422, "{\"inputs\":[" + rows + "]}")).contains("1000 rows");
        String unlogged = "{\"income\":60,\"debt\":10,\"job\":\"" + "x".repeat(1_100_000) + "\"}";
        JsonNode large = problem(422, "{\"inputs\":" + unlogged + "}");
        assertThat(large.at("/errors/0/field").asText()).isEqualTo("inputs");
        assertThat(large.at("/errors/0/message").asText()).contains("in the inference log");
        problem(
                422,
                api.post(
                        predict().replace("/predict", "/recommend"),
                        "{\"unit\":\"u\",\"candidates\":[{\"inputs\":" + unlogged + "}]}"));
    }

    @Test
    void a_place_where_nothing_answers_is_not_found() {
        assertThat(detail(404, wanted("version", "9.9.9"))).contains("9.9.9");
        assertThat(detail(404, wanted("version", "^2.0"))).contains("^2.0");
        assertThat(detail(404, wanted("version", "one"))).contains("one"); // it could be an alias
        problem(422, wanted("version", "1.x!"));
        assertThat(detail(404, wanted("environment", "moon"))).contains("moon");
        assertThat(detail(404, wanted("environment", "staging"))).contains("staging");
        problem(404, api.post("/api/v1/models/no-such-model/predict", "{\"inputs\":{}}"));
    }

    @Test
    void a_name_with_dots_and_slashes_leads_nowhere() {
        assertThat(detail(422, wanted("version", "../1.0.0"))).contains("../1.0.0");
        assertThat(detail(404, wanted("environment", "../../etc/passwd"))).contains("../../etc/passwd");
        assertThat(detail(422, wanted("version", "1.0.0/../1.0.0"))).contains("1.0.0/../1.0.0");
        for (String name : new String[] {"..%2F..%2Fetc%2Fpasswd", "%2e%2e", "..;"}) {
            Reply reply = api.post("/api/v1/models/" + name + "/predict", "{\"inputs\":" + GOOD + "}");
            problem(reply.status() == 400 ? 400 : 404, reply);
        }
        assertThat(api.post("/api/v1/models/a%00b/predict", "{}").expect(400).body())
                .as("the connector's own answer")
                .isEmpty();
    }

    @Test
    void refused_rows_are_in_the_log_and_counted() throws SQLException {
        String own = served();
        String path = "/api/v1/models/" + own + "/predict";
        problem(422, api.post(path, "{\"inputs\":{\"income\":1}}"));
        problem(400, api.post(path, "{\"inputs\":{\"income\":"));
        String ranked = "/api/v1/models/" + own + "/recommend";
        problem(422, api.post(ranked, "{\"unit\":\"anna\"}"));
        api.post(path, "{\"inputs\":[" + GOOD + ",{\"debt\":1}]}").expect(200);
        JsonNode total = Await.until(
                "all rows in the log", Journey.LONGEST, () -> Optional.of(api.get("/api/v1/metrics/models/" + own)
                                .expect(200)
                                .json()
                                .required("total"))
                        .filter(sums -> sums.path("requests").asInt() >= 3));
        assertThat(total.path("requests").asInt())
                .as("what is no JSON has no rows")
                .isEqualTo(3);
        assertThat(total.path("errors").asInt()).isEqualTo(2);
        api.get("/api/v1/inferences/" + UUID.randomUUID()).expect(404);
        if (server.database() == Database.MARIADB) { // H2's file is the server's alone
            assertThat(wholeRefusals(own))
                    .containsExactlyInAnyOrder(
                            "{\"model\":\"" + own
                                    + "\",\"status\":400,\"problem\":\"the JSON is not what is read here\"}",
                            "{\"model\":\"" + own + "\",\"status\":422,\"problem\":\"not acceptable: candidates\"}");
            assertThat(outcomes(own)).containsExactly("ANSWERED", "REFUSED", "REFUSED");
        }
    }

    private List<String> wholeRefusals(String name) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection tables = server.tables();
                Statement statement = tables.createStatement();
                ResultSet rows =
                        statement.executeQuery("select dimensions from inference where model_version_id = 0 and"
                                + " outcome = 'REFUSED' and dimensions like '%" + name + "%'")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private List<String> outcomes(String name) throws SQLException {
        List<String> outcomes = new ArrayList<>();
        try (Connection tables = server.tables();
                Statement statement = tables.createStatement();
                ResultSet rows = statement.executeQuery("select i.outcome from inference i join model m on m.id ="
                        + " i.model_id where m.name = '" + name + "' order by i.outcome")) {
            while (rows.next()) {
                outcomes.add(rows.getString(1));
            }
        }
        return outcomes;
    }
}
