package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.platform.model.Sha256;

/** Rules and a chain become versions by what is said of them, and are evaluated, deployed and asked like others. */
@OnBothDatabases
class DeclaredScorersIT {

    private static final String FIRST = "debt < 10 and job = 'employed' and income > 30";

    /** Good enough for the usual gates: the line that the labels follow, in steps of ten. */
    private static final String RULES =
            "{\"scorer\":{\"type\":\"rules\",\"signature\":{\"task\":\"CLASSIFICATION\",\"labels\":[\"no\",\"yes\"],\"inputs\":["
                    + "{\"name\":\"income\",\"type\":\"NUMERIC\"},{\"name\":\"debt\",\"type\":\"NUMERIC\",\"default\":0},"
                    + "{\"name\":\"job\",\"type\":\"CATEGORICAL\",\"default\":\"employed\"}]},\"rules\":["
                    + yes(FIRST)
                    + "," + yes("debt < 10 and income > 40")
                    + "," + yes("debt >= 10 and debt < 20 and (income > 50 or (income > 40 and job = 'employed'))")
                    + "," + yes("debt >= 20 and debt < 30 and (income > 60 or (income > 50 and job = 'employed'))")
                    + "," + yes("debt >= 30 and (income > 70 or (income > 60 and job = 'employed'))")
                    + "],\"otherwise\":{\"answer\":\"no\",\"score\":0.9}}}";

    private static String yes(String when) {
        return "{\"when\":\"" + when + "\",\"answer\":\"yes\",\"score\":0.95}";
    }

    private final ModelyardServer server;
    private final ApiClient api;
    private final Journey journey;

    DeclaredScorersIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void rules_and_a_chain_of_them_and_a_trained_version_serve() {
        String name = "declared-" + UUID.randomUUID().toString().substring(0, 8);
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(400, 7));
        journey.completed(journey.train(name, name, ""));
        JsonNode draft = api.post(versions(name + "-rules"), RULES).expect(201).json();
        assertThat(draft.path("stage").asText()).isEqualTo("DRAFT");
        assertThat(draft.at("/signature/inputs").findValuesAsText("name")).containsExactly("income", "debt", "job");
        problem(name + "-early", chain(name), "scorer.steps[0]");
        evaluated(name + "-rules", name);

        api.post(versions(name + "-both"), chain(name)).expect(201);
        String evaluation = evaluated(name + "-both", name);
        journey.deploy(name + "-both", "1.0.0");
        JsonNode sure = one(name + "-both", "{\"inputs\":" + Journey.loanInputs(78, 1) + "}");
        assertThat(sure.path("label").asText()).isEqualTo("yes");
        assertThat(sure.path("answeredBy").asText()).isEqualTo(name + "-rules 1.0.0");
        assertThat(sure.path("because").asText()).contains("0.950 is at least 0.92");
        JsonNode handed = one(name + "-both", "{\"inputs\":" + Journey.loanInputs(22, 1) + "}");
        assertThat(handed.path("label").asText()).isEqualTo("no");
        assertThat(handed.path("answeredBy").asText()).isEqualTo(name + " 1.0.0");
        assertThat(handed.path("because").asText()).contains("0.900 is below 0.92");
        JsonNode gold = one(
                name + "-both", "{\"inputs\":" + Journey.loanInputs(78, 1) + ",\"attributes\":{\"tier\":\"gold\"}}");
        assertThat(gold.path("answeredBy").asText()).isEqualTo(name + " 1.0.0");
        String inference = gold.path("inferenceId").asText();
        JsonNode logged = Await.until("it is in the log", Journey.LONGEST, () -> Optional.of(
                                api.get("/api/v1/inferences/" + inference))
                        .filter(reply -> reply.status() == 200))
                .json();
        assertThat(logged.path("model").asText()).isEqualTo(name + "-both");

        new LineageCalls(api).chain(name + "-both", name);
        new LineageCalls(api).chain(name + "-both", name + "-rules");
        JsonNode rule = one(name + "-rules", "{\"inputs\":{\"income\":80},\"version\":\"1.0.0\"}");
        assertThat(rule.path("answeredBy").asText()).isEqualTo("rule 1");
        assertThat(rule.path("because").asText()).isEqualTo(FIRST);
        a_damaged_member_keeps_the_chain_out(name);
        a_damaged_document_is_not_handed_out("/api/v1/evaluations/" + evaluation + "/document", name + "-both");
    }

    /** The chain is in memory and its document whole: it could not be loaded again all the same. */
    private void a_damaged_member_keeps_the_chain_out(String name) {
        String promote = versions(name + "-both") + "/1.0.0/promote";
        try (FlippedByte member = FlippedByte.of(server, journey.learned(name, "1.0.0"))) {
            member.refused(api, api.post(promote, "{\"environment\":\"staging\"}"), "model/" + name + "-both");
            one(name + "-both", "{\"inputs\":" + Journey.loanInputs(78, 1) + "}");
        }
        api.post(promote, "{\"environment\":\"staging\"}").expect(200);
    }

    private void a_damaged_document_is_not_handed_out(String path, String model) {
        byte[] document = api.bytes(path, Map.of(), 200);
        try (FlippedByte file = FlippedByte.of(server, Sha256.hex(document))) {
            file.refused(api, api.get(path), "model/" + model);
        }
        api.get(path).expect(200);
    }

    @Test
    void what_is_wrong_with_a_document_is_named_with_its_place() {
        String name = "wrong-" + UUID.randomUUID().toString().substring(0, 8);
        problem(name, RULES.replace("income > 30", "wage > 30"), "scorer.rules[0].when");
        problem(name, RULES.replace("\"rules\",\"sig", "\"tree\",\"sig"), "scorer.type");
        problem(name, chain(name), "scorer.steps[0]");
        problem(
                name,
                "{\"scorer\":{\"type\":\"remote\",\"protocol\":\"OPEN_INFERENCE\",\"url\":\"http://169.254.169.254/latest\","
                        + "\"signature\":{\"task\":\"REGRESSION\",\"inputs\":[{\"name\":\"a\",\"type\":\"NUMERIC\"}]}}}",
                "scorer.url");
        api.get("/api/v1/models/" + name).expect(404);
    }

    /** The rules first, unless the customer is golden; then what was trained. */
    private static String chain(String name) {
        return "{\"scorer\":{\"type\":\"chain\",\"attributes\":[{\"name\":\"tier\",\"type\":\"CATEGORICAL\"}],\"steps\":["
                + "{\"model\":\"" + name
                + "-rules\",\"version\":\"1.0.0\",\"when\":\"not (tier = 'gold')\",\"minScore\":0.92},"
                + "{\"model\":\"" + name + "\",\"version\":\"1.0.0\",\"deadline\":\"PT5S\"}]}}";
    }

    private String evaluated(String model, String dataset) {
        String id = api.post(versions(model) + "/1.0.0/evaluations", Map.of("dataset", dataset))
                .expect(202)
                .json()
                .required("id")
                .textValue();
        JsonNode ended = Await.state(api, "/api/v1/evaluations/" + id, Journey.LONGEST, "COMPLETED", "FAILED")
                .json();
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        return id;
    }

    private JsonNode one(String model, String body) {
        return api.post("/api/v1/models/" + model + "/predict", body)
                .expect(200)
                .json()
                .at("/predictions/0");
    }

    private void problem(String model, String body, String field) {
        Reply reply = api.post(versions(model), body).expect(422);
        assertThat(reply.json().at("/errors/0/field").asText())
                .as(reply.toString())
                .isEqualTo(field);
    }

    private static String versions(String model) {
        return "/api/v1/models/" + model + "/versions";
    }
}
