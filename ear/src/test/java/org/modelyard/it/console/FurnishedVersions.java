package org.modelyard.it.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelyard.it.ApiClient;
import org.modelyard.it.Await;
import org.modelyard.it.Journey;
import org.modelyard.serving.model.StickyHash;

/**
 * What a model's versions have done: an experiment over two of them that one has won, and a dataset that one has answered. Both go on while
 * the rest of the house is furnished.
 *
 * @param scoring the address of the answers
 */
record FurnishedVersions(ApiClient api, String experiment, String scoring) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Of a variant; all of one and none of the other are different beyond doubt. */
    private static final int UNITS = 20;

    /**
     * @param serving the version that serves in production
     * @param other one that has served there
     */
    static FurnishedVersions begun(ApiClient api, String model, String serving, String other) {
        String scoring = api.post(
                        "/api/v1/models/" + model + "/versions/" + serving + "/scorings",
                        "{\"dataset\":\"" + model + "\"}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        String experiment = model + "-won";
        String salt = api.post(
                        "/api/v1/experiments",
                        Map.of(
                                "name",
                                experiment,
                                "model",
                                model,
                                "variants",
                                List.of(
                                        Map.of("name", "now", "version", "champion"),
                                        Map.of("name", "next", "version", other)),
                                "metric",
                                Map.of("source", "FEEDBACK", "event", "used"),
                                "rule",
                                "EXACT",
                                "window",
                                "PT2S"))
                .expect(201)
                .json()
                .required("salt")
                .textValue();
        api.post("/api/v1/experiments/" + experiment + "/start", "").expect(200);
        String predict = "/api/v1/models/" + model + "/predict";
        Await.until("this node divides", PATIENCE, () -> Optional.of(
                        api.post(predict, "{\"inputs\":" + Journey.loanInputs(50, 1) + ",\"unit\":\"probe\"}")
                                .expect(200)
                                .json()
                                .at("/predictions/0/variant")
                                .asText())
                .filter(variant -> !variant.equals("main")));
        List<Map<String, Object>> rows = Stream.concat(units(salt, true), units(salt, false))
                .map(unit -> Map.<String, Object>of(
                        "inputs", Map.of("income", 50, "debt", 1, "job", "employed"), "unit", unit))
                .toList();
        JsonNode answers =
                api.post(predict, Map.of("rows", rows)).expect(200).json().required("predictions");
        Instant answered = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Map<String, Object>> feedback = new ArrayList<>();
        for (JsonNode answer : answers) {
            feedback.add(Map.of(
                    "inferenceId",
                    answer.path("inferenceId").asText(),
                    "used",
                    answer.path("variant").asText().equals("next"),
                    "observedAt",
                    answered.toString()));
        }
        api.post("/api/v1/feedback", feedback).expect(201, 202); // what is not drained yet waits
        return new FurnishedVersions(api, experiment, "/api/v1/scorings/" + scoring);
    }

    /** As many for each variant, so that no chance makes their numbers doubtful. */
    private static Stream<String> units(String salt, boolean first) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "user-" + i)
                .filter(unit -> StickyHash.bucket(salt, unit) < StickyHash.BUCKETS / 2 == first)
                .limit(UNITS);
    }

    /** Both have come to their end; the experiment was stopped. */
    void ended() {
        String path = "/api/v1/experiments/" + experiment;
        Await.until("'next' to win, when the windows are over and the feedback is joined", PATIENCE, () -> Optional.of(
                        api.get(path + "/results").expect(200).json())
                .filter(one -> one.path("units").asInt() == 2 * UNITS + 1
                        && one.path("withinWindow").asInt() == 0
                        && one.path("winner").asText().equals("next")));
        api.post(path + "/stop", "").expect(200);
        Await.state(api, scoring, PATIENCE, "COMPLETED");
    }

    /** A version of the model, and another model. */
    static void deleted(ApiClient api, String model) {
        api.delete(declared(api, model)).expect(204);
        String other = declared(api, model + "-gone");
        api.delete(other.substring(0, other.indexOf("/versions/"))).expect(204);
    }

    /** One that is put away: its model and number, as its page's address has them. */
    static String archived(ApiClient api, String model) {
        String version = declared(api, model);
        api.post(version + "/archive", "{}").expect(200);
        return version.substring("/api/v1/models/".length());
    }

    /** One that lives elsewhere: its address. */
    static String declared(ApiClient api, String model) {
        String number = api.post(
                        "/api/v1/models/" + model + "/versions",
                        Map.of("task", "CLASSIFICATION", "elsewhere", Map.of("architecture", "a forest")))
                .expect(201)
                .json()
                .required("version")
                .textValue();
        return "/api/v1/models/" + model + "/versions/" + number;
    }

    /** An environment of one's own that is frozen for an hour and asks something of every model: its name. */
    static String place(ApiClient api, String name) {
        api.post("/api/v1/environments", Map.of("name", name)).expect(201);
        api.send(
                        "PUT",
                        "/api/v1/environments/" + name + "/freeze",
                        "{\"until\":\"" + Instant.now().plusSeconds(3_600) + "\"}",
                        Map.of("Content-Type", "application/json"))
                .expect(200);
        api.send(
                        "PUT",
                        "/api/v1/environments/" + name + "/policy",
                        "{\"approvals\":1}",
                        Map.of("Content-Type", "application/json"))
                .expect(200);
        return name;
    }

    /** The id of an open one about the model. */
    static String alert(ApiClient api, String name) {
        return Await.until(
                "an alert", PATIENCE, () -> api
                        .get("/api/v1/alerts?limit=500&state=OPEN")
                        .expect(200)
                        .json()
                        .path("items")
                        .findParents("subject")
                        .stream()
                        .filter(item -> item.path("subject").asText().contains(name))
                        .map(item -> item.path("id").asText())
                        .findFirst());
    }

    /** A running experiment over whole models: its name. */
    static String asked(ApiClient api, String model) {
        String name = model + "-models";
        api.post(
                        "/api/v1/experiments",
                        Map.of(
                                "name",
                                name,
                                "variants",
                                List.of(
                                        Map.of("name", "serving", "model", model),
                                        Map.of("name", "fixed", "model", model, "version", "1.0.0")),
                                "metric",
                                Map.of("source", "LATENCY")))
                .expect(201);
        api.post("/api/v1/experiments/" + name + "/start", "").expect(200);
        return name;
    }

    /** A draft over content. */
    static void draft(ApiClient api, String name) {
        api.post(
                        "/api/v1/experiments",
                        Map.of(
                                "name",
                                name,
                                "variants",
                                List.of(Map.of("name", "a"), Map.of("name", "b")),
                                "metric",
                                Map.of("event", "click")))
                .expect(201);
    }
}
