package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a version suggests to do, and the fixed rows that versions are tested on. */
@OnBothDatabases
class AdviceIT {

    private static final String LOAN = "{\"income\":30,\"debt\":60,\"job\":\"employed\"}";

    private final ApiClient api;
    private final Journey journey;
    private final String name = "advice-" + UUID.randomUUID().toString().substring(0, 8);

    AdviceIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void edits_that_raise_the_prediction_come_with_their_gain_and_interval() {
        api.post(
                        "/api/v1/datasets",
                        "{\"name\":\"" + name + "\",\"task\":\"REGRESSION\",\"target\":\"likes\",\"features\":["
                                + "{\"name\":\"caption\",\"type\":\"TEXT\"},{\"name\":\"postedAt\",\"type\":\"TIMESTAMP\"}]}")
                .expect(201);
        journey.importCsv(name, posts(600));
        journey.completed(recipe("content-optimisation"));
        JsonNode version = api.get(version("")).expect(200).json();
        assertThat(version.path("artifacts").findValuesAsText("kind")).contains("member-1", "member-10");
        JsonNode advice = api.post(
                        version("/advice"),
                        "{\"inputs\":{\"caption\":\"look at our new menu today\",\"postedAt\":\"2026-03-04T03:10:00Z\"}}")
                .expect(200)
                .json();
        JsonNode best = advice.path("suggestions").path(0);
        assertThat(best.path("gain").asDouble()).isPositive();
        assertThat(best.path("gain").asDouble())
                .isBetween(
                        best.required("low").asDouble(), best.required("high").asDouble());
        assertThat(best.path("confidence").asDouble()).isEqualTo(0.95);
        assertThat(advice.path("suggestions").findValuesAsText("kind")).contains("HOUR");
        api.post(
                        version("/advice"),
                        "{\"inputs\":{\"caption\":\"x\",\"postedAt\":\"2026-03-04T03:10:00Z\"},\"plan\":{\"magic\":1}}")
                .expect(422);
        api.post(version("/similar"), "{\"inputs\":{\"caption\":\"x\",\"postedAt\":\"2026-03-04T03:10:00Z\"}}")
                .expect(409);
    }

    @Test
    void solved_cases_that_are_like_a_new_one_are_found_with_their_sources() {
        api.post(
                        "/api/v1/datasets",
                        "{\"name\":\"" + name + "\",\"task\":\"CLASSIFICATION\",\"target\":\"kind\",\"features\":["
                                + "{\"name\":\"text\",\"type\":\"TEXT\"}]}")
                .expect(201);
        journey.importCsv(name, tickets(300));
        journey.completed(recipe("suggestion"));
        JsonNode found = api.post(
                        version("/similar"),
                        "{\"inputs\":{\"text\":\"my parcel is late and the parcel service does not answer\"},\"k\":3}")
                .expect(200)
                .json();
        assertThat(found.path("label").asText()).isEqualTo("delivery");
        assertThat(found.path("cases")).hasSize(3);
        JsonNode first = found.path("cases").path(0);
        assertThat(first.path("label").asText()).isEqualTo("delivery");
        assertThat(first.at("/features/text").asText()).contains("parcel");
        assertThat(first.path("terms").toString()).contains("parcel");
        assertThat(api.get("/api/v1/datasets/" + name + "/examples?limit=500")
                        .expect(200)
                        .json()
                        .path("items")
                        .findValuesAsText("id"))
                .contains(first.path("id").asText());
        api.post(version("/similar"), "{\"inputs\":{\"text\":\"x\"},\"k\":0}").expect(422);
    }

    @Test
    void candidates_are_ranked_and_an_answer_can_be_turned() {
        loans();
        journey.completed(
                journey.train(
                        name,
                        name,
                        ",\"slices\":[{\"name\":\"poor\",\"where\":\"income < 40 and debt > 10\"},{\"name\":\"jobless\",\"where\":\"job is missing\"}]"));
        JsonNode ranking = api.post(
                        version("/ranking"),
                        "{\"unit\":{\"job\":\"employed\"},\"candidates\":[{\"income\":20,\"debt\":70},{\"income\":90,\"debt\":5},"
                                + "{\"income\":50,\"debt\":20}],\"top\":2}")
                .expect(200)
                .json();
        assertThat(ranking.path("asked").asInt()).isEqualTo(3);
        assertThat(ranking.path("candidates")).hasSize(2);
        assertThat(ranking.at("/candidates/0/score").asDouble())
                .isGreaterThanOrEqualTo(ranking.at("/candidates/1/score").asDouble());
        assertThat(ranking.at("/candidates/0/reasons")).isNotEmpty();
        api.post(version("/ranking"), "{\"unit\":{\"income\":1},\"candidates\":[{\"income\":2}]}")
                .expect(422);

        String answered = api.post(version("/explanations"), "{\"inputs\":" + LOAN + "}")
                .expect(200)
                .json()
                .path("label")
                .asText();
        JsonNode turned = api.post(
                        version("/counterfactuals"),
                        "{\"inputs\":" + LOAN + ",\"otherThan\":\"" + answered + "\",\"fixed\":[\"job\"]}")
                .expect(200)
                .json();
        assertThat(turned.at("/alternatives/0/answer").asText()).isNotEqualTo(answered);
        assertThat(turned.at("/alternatives/0/changes").findValuesAsText("feature"))
                .doesNotContain("job");
        api.post(version("/counterfactuals"), "{\"inputs\":" + LOAN + "}").expect(422);
        api.post(version("/counterfactuals"), "{\"inputs\":" + LOAN + ",\"atLeast\":3}")
                .expect(422);

        assertThat(api.get(version("/artifacts/slices")).expect(200).body()).contains("poor", "jobless");
        assertThat(api.post(
                                "/api/v1/training-jobs",
                                "{\"model\":\"" + name + "\",\"dataset\":\"" + name
                                        + "\",\"trainer\":{\"type\":\"logistic-regression\"},\"slices\":[{\"name\":\"s\",\"where\":\"income <\"}]}")
                        .expect(422)
                        .json()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("slices[0].where");
    }

    @Test
    void a_golden_set_is_fixed_and_leaks_are_counted() {
        loans();
        journey.completed(journey.train(name, name, ""));
        String golden = "/api/v1/models/" + name + "/golden-sets";
        String snapshot = api.post(golden, "{\"name\":\"hard\",\"dataset\":\"" + name + "\"}")
                .expect(201)
                .json()
                .path("snapshot")
                .asText();
        api.post(golden, "{\"name\":\"hard\",\"dataset\":\"" + name + "\"}").expect(409);
        api.post(golden, "{\"name\":\"Hard!\",\"dataset\":\"" + name + "\"}").expect(422);
        api.post(golden, "{\"name\":\"none\"}").expect(422);
        assertThat(api.get(golden).expect(200).json().path("items").findValuesAsText("name"))
                .isEqualTo(List.of("hard"));
        JsonNode leakage = api.get(golden + "/hard/leakage?version=1.0.0&groupBy=job")
                .expect(200)
                .json();
        assertThat(leakage.path("clean").asBoolean()).isFalse();
        assertThat(leakage.path("identical").path("rows").asInt()).isGreaterThanOrEqualTo(640);
        assertThat(leakage.path("groups").path("groups").asInt()).isPositive();
        String evaluation = api.post(version("/evaluations"), "{\"golden\":\"hard\"}")
                .expect(202)
                .json()
                .path("id")
                .asText();
        JsonNode measured = Await.state(
                        api, "/api/v1/evaluations/" + evaluation, Journey.LONGEST, "COMPLETED", "FAILED")
                .json();
        assertThat(measured.path("snapshot").asText()).isEqualTo(snapshot);
        assertThat(measured.path("leftOut").asInt()).isGreaterThanOrEqualTo(640);
        api.post(version("/evaluations"), "{\"golden\":\"soft\"}").expect(404);
        api.delete(golden + "/hard").expect(204);
        api.get(golden + "/hard").expect(404);
    }

    @Test
    void generated_texts_are_measured() {
        JsonNode measured = api.post(
                        "/api/v1/evaluations/text",
                        "{\"texts\":[{\"text\":\"the card is on its way to you\",\"references\":[\"the card is on its way to you\"],"
                                + "\"logProbabilities\":[-0.5,-0.5]}]}")
                .expect(200)
                .json();
        assertThat(measured.path("bleu").asDouble()).isEqualTo(1);
        assertThat(measured.path("perplexity").asDouble()).isBetween(1.648, 1.649);
        assertThat(api.post(
                                "/api/v1/evaluations/text",
                                "{\"texts\":[{\"text\":\"a\",\"references\":[]},{\"references\":[\"b\"],\"logProbabilities\":[1]}]}")
                        .expect(422)
                        .json()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("texts[0].references", "texts[1].text", "texts[1].logProbabilities");
        String line = "{\"text\":\"the card is on its way to you\",\"references\":[\"the card is on its way to you\"],"
                + "\"logProbabilities\":[-0.5,-0.5]}\n";
        JsonNode file = measuredFile(line.repeat(30_000), "COMPLETED");
        assertThat(file.at("/result/texts").asInt()).isEqualTo(30_000);
        assertThat(file.at("/result/bleu").asDouble()).isEqualTo(1);
        assertThat(file.at("/result/perplexity").asDouble()).isBetween(1.648, 1.649);
        assertThat(measuredFile(line + "no text\n", "FAILED").path("problem").asText())
                .contains("Text 2");
        api.get("/api/v1/evaluations/text/files/" + UUID.randomUUID()).expect(404);
    }

    private JsonNode measuredFile(String lines, String state) {
        String id = api.send(
                        "POST", "/api/v1/evaluations/text/files", lines, Map.of("Content-Type", "application/x-ndjson"))
                .expect(202)
                .json()
                .required("id")
                .textValue();
        return Await.state(api, "/api/v1/evaluations/text/files/" + id, Journey.LONGEST, state)
                .json();
    }

    private void loans() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(800, 5));
    }

    private String recipe(String recipe) {
        return "/api/v1/training-jobs/"
                + api.post(
                                "/api/v1/training-jobs",
                                "{\"model\":\"" + name + "\",\"dataset\":\"" + name + "\",\"recipe\":\"" + recipe
                                        + "\"}")
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
    }

    private String version(String more) {
        return "/api/v1/models/" + name + "/versions/1.0.0" + more;
    }

    /** Evenings are liked more. */
    private static String posts(int rows) {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("caption,postedAt,likes\n");
        for (int row = 0; row < rows; row++) {
            int hour = random.nextInt(24);
            csv.append("our menu of today number ")
                    .append(row)
                    .append(",2026-0")
                    .append(1 + random.nextInt(9))
                    .append("-1")
                    .append(random.nextInt(9))
                    .append('T')
                    .append(hour < 10 ? "0" : "")
                    .append(hour)
                    .append(":10:00Z,")
                    .append((hour >= 16 && hour <= 21 ? 6 : 1) + random.nextGaussian())
                    .append('\n');
        }
        return csv.toString();
    }

    private static String tickets(int rows) {
        List<String> kinds = List.of(
                "delivery,my parcel is late and the parcel service says nothing",
                "payment,my card was charged twice for one payment",
                "access,i cannot log in with my password");
        StringBuilder csv = new StringBuilder("kind,text\n");
        for (int row = 0; row < rows; row++) {
            csv.append(kinds.get(row % kinds.size()))
                    .append(" number ")
                    .append(row)
                    .append('\n');
        }
        return csv.toString();
    }
}
