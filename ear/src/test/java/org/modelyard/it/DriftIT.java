package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;

/** What a drift check says of too few, of the same and of other inputs, and what becomes of its alert. */
@OnBothDatabases
class DriftIT {

    private static final int FEW = 50;
    private static final int ENOUGH = 600;
    private static final int MANY = 900;

    private final ModelyardServer server;
    private final ApiClient api;
    private final Journey journey;
    private final String name = "drift-" + UUID.randomUUID().toString().substring(0, 8);
    private final Random random = new Random(5);

    DriftIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void too_few_then_stable_then_drifted_with_one_alert() {
        served();
        ask(FEW, this::asInTraining);
        JsonNode few = journey.driftReport(name);
        assertThat(few.path("verdict").asText()).isEqualTo("TOO_FEW");
        assertThat(few.path("rows").asInt()).isEqualTo(FEW);
        assertThat(few.path("severity").isNull()).isTrue();
        assertThat(few.path("features")).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("verdict").asText()).isEqualTo("TOO_FEW");
            assertThat(line.path("p").isNull()).as("no test, no number").isTrue();
        });

        ask(ENOUGH, this::asInTraining);
        JsonNode stable = journey.driftReport(name);
        assertThat(stable.path("verdict").asText()).as(stable.toString()).isEqualTo("STABLE");
        assertThat(stable.path("features")).extracting(DriftIT::verdict).containsOnly("STABLE");
        assertThat(alerts()).isEmpty();

        ask(MANY, this::shifted);
        JsonNode drifted = journey.driftReport(name);
        assertThat(drifted.path("verdict").asText()).as(drifted.toString()).isEqualTo("DRIFTED");
        assertThat(drifted.path("rows").asInt()).isEqualTo(FEW + ENOUGH + MANY);
        linesAreMeasuredAndWorstFirst(drifted.path("features"));
        alertIsRaisedOnceAndAcknowledged(drifted);
        reportsAreKept(drifted, stable, few);
    }

    @Test
    void the_same_check_is_a_batch_job() {
        served();
        ask(ENOUGH, this::shifted);
        String job = StreamSupport.stream(
                        api.get("/api/v1/batch/jobs")
                                .expect(200)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(item -> item.path("parameters").findValuesAsText("name").contains("model")
                        && item.path("name").asText().contains("drift"))
                .map(item -> item.path("name").asText())
                .collect(Collectors.joining());
        String executions = "/api/v1/batch/jobs/" + job + "/executions";
        Map<String, Object> wanted = Map.of("parameters", Map.of("model", name, "window", "PT2H"));
        server.as(Role.REVIEWER).post(executions, wanted).expect(403);
        JsonNode taken =
                server.as(Role.OPERATOR).post(executions, wanted).expect(202).json();
        JsonNode done = Await.state(
                        api,
                        "/api/v1/batch/executions/" + taken.path("executionId").asLong(),
                        Journey.LONGEST,
                        "COMPLETED",
                        "FAILED")
                .json();
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("COMPLETED");

        // the server's own round may have looked at the model meanwhile, over a longer window
        List<JsonNode> reports = items("/api/v1/models/" + name + "/drift-reports").stream()
                .filter(report -> length(report).compareTo(Duration.ofHours(4)) < 0)
                .toList();
        assertThat(reports).hasSize(1);
        assertThat(verdict(reports.get(0))).isEqualTo("DRIFTED");
        assertThat(reports.get(0).path("rows").asInt()).isEqualTo(ENOUGH);
    }

    @Test
    void what_cannot_be_checked_is_said() {
        api.post("/api/v1/models/no-such-model/drift-checks", "{}").expect(404);
        Reply batch = api.post(
                "/api/v1/batch/jobs/drift-check/executions", Map.of("parameters", Map.of("model", "no-such-model")));
        batch.expect(404);
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(300, 7));
        journey.completed(journey.train(name, name, ""));
        String checks = "/api/v1/models/" + name + "/drift-checks";
        assertThat(api.post(checks, "{}").expect(409).json().path("detail").asText())
                .contains(name);
        assertThat(api.post(checks, "{\"lastInferences\":0}")
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("lastInferences");
        server.as(Role.REVIEWER).post(checks, "{}").expect(403);
    }

    private static Duration length(JsonNode report) {
        return Duration.between(
                Instant.parse(report.at("/window/since").asText()),
                Instant.parse(report.at("/window/until").asText()));
    }

    private static void linesAreMeasuredAndWorstFirst(JsonNode lines) {
        List<JsonNode> inOrder =
                StreamSupport.stream(lines.spliterator(), false).toList();
        List<JsonNode> inputs = inOrder.stream()
                .filter(line -> !line.path("answer").asBoolean())
                .toList();
        JsonNode income = inputs.get(0);
        assertThat(income.path("name").asText()).isEqualTo("income");
        assertThat(income.path("test").asText()).isEqualTo("KOLMOGOROV_SMIRNOV");
        assertThat(income.path("statistic").asDouble()).as("KS").isGreaterThan(0.5);
        assertThat(income.path("effect").asDouble()).as("PSI").isGreaterThan(1);
        assertThat(income.path("adjustedP").asDouble()).isLessThan(0.01);
        assertThat(inputs).extracting(DriftIT::verdict).containsExactly("DRIFTED", "STABLE", "STABLE");
        assertThat(inOrder).extracting(DriftIT::verdict).isSorted(); // DRIFTED before STABLE
        assertThat(inOrder.stream()
                        .filter(line -> verdict(line).equals("DRIFTED"))
                        .map(line -> -line.path("effect").asDouble())
                        .toList())
                .isSorted();
    }

    private void alertIsRaisedOnceAndAcknowledged(JsonNode report) {
        JsonNode first = alert(1);
        assertThat(first.path("severity").asText())
                .isEqualTo("CRITICAL")
                .isEqualTo(report.path("severity").asText());
        assertThat(first.path("state").asText()).isEqualTo("OPEN");
        assertThat(first.path("detail").asText())
                .contains("income", report.path("id").asText());

        assertThat(verdict(journey.driftReport(name))).isEqualTo("DRIFTED");
        JsonNode again = alert(2);
        assertThat(again.path("id")).isEqualTo(first.path("id"));

        String path = "/api/v1/alerts/" + first.path("id").asText();
        server.as(Role.VIEWER).post(path + "/acknowledge", "").expect(403);
        server.as(Role.REVIEWER).post(path + "/acknowledge", "").expect(403);
        assertThat(api.get(path).json().path("state").asText()).isEqualTo("OPEN");
        server.as(Role.OPERATOR).post(path + "/acknowledge", "").expect(200);
        api.post(path + "/acknowledge", "").expect(200);
        JsonNode seen = api.get(path).expect(200).json();
        assertThat(seen.path("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(seen.path("acknowledgedBy").asText())
                .as("the first one counts")
                .isEqualTo("admin/it-operator");
        assertThat(seen.path("acknowledgedAt").asText()).isNotEmpty();

        assertThat(verdict(journey.driftReport(name))).isEqualTo("DRIFTED");
        assertThat(alert(3).path("state").asText())
                .as("quiet within its cool-down")
                .isEqualTo("ACKNOWLEDGED");
    }

    private void reportsAreKept(JsonNode drifted, JsonNode stable, JsonNode few) {
        List<JsonNode> kept = items("/api/v1/models/" + name + "/drift-reports");
        assertThat(kept)
                .extracting(DriftIT::verdict)
                .containsSubsequence("DRIFTED", "DRIFTED", "DRIFTED", "STABLE", "TOO_FEW");
        for (JsonNode report : List.of(drifted, stable, few)) {
            JsonNode read = server.as(Role.VIEWER)
                    .get("/api/v1/drift-reports/" + report.path("id").asText())
                    .expect(200)
                    .json();
            assertThat(read.findValuesAsText("name")).isEqualTo(report.findValuesAsText("name"));
        }
    }

    private void served() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(2_000, 7));
        journey.completed(journey.train(name, name, ""));
        journey.deploy(name, "1.0.0");
    }

    /** Returns when all of them are in the log, and so in its histograms. */
    private void ask(int rows, Supplier<String> inputs) {
        JsonNode answers =
                journey.predict(name, Stream.generate(inputs).limit(rows).collect(Collectors.joining(",", "[", "]")));
        String last = answers.path(rows - 1).required("inferenceId").textValue();
        Await.until("the last prediction in the log", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/inferences/" + last))
                .filter(reply -> reply.status() == 200));
    }

    private String asInTraining() {
        return inputs(20);
    }

    /** Twice the income; debt and job as ever. */
    private String shifted() {
        return inputs(80);
    }

    private String inputs(double leastIncome) {
        return ApiClient.write(Map.of(
                "income",
                leastIncome + 60 * random.nextDouble(),
                "debt",
                40 * random.nextDouble(),
                "job",
                random.nextBoolean() ? "employed" : "self"));
    }

    /** The only one about this model; seen as often as there are reports of drift, the timer's among them. */
    private JsonNode alert(int least) {
        int before = drifted();
        List<JsonNode> found = alerts();
        assertThat(found).hasSize(1);
        assertThat(before).isGreaterThanOrEqualTo(least);
        assertThat(found.get(0).path("count").asInt()).isBetween(before, drifted());
        return found.get(0);
    }

    private int drifted() {
        return (int) items("/api/v1/models/" + name + "/drift-reports?limit=500").stream()
                .filter(report -> verdict(report).equals("DRIFTED"))
                .count();
    }

    private List<JsonNode> alerts() {
        return items("/api/v1/alerts?limit=500").stream()
                .filter(item -> item.path("subject").asText().equals("model/" + name + "/production"))
                .toList();
    }

    private List<JsonNode> items(String path) {
        return StreamSupport.stream(
                        api.get(path).expect(200).json().required("items").spliterator(), false)
                .toList();
    }

    private static String verdict(JsonNode json) {
        return json.path("verdict").asText();
    }
}
