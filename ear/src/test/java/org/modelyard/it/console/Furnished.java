package org.modelyard.it.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.modelyard.it.ApiClient;
import org.modelyard.it.Await;
import org.modelyard.it.Journey;
import org.modelyard.it.ModelyardServer;

/**
 * One of each object that the console shows, in each state that has buttons of its own.
 *
 * @param pages an address of each page that needs a session, with a trained and drifted model's objects
 * @param inference the id of one
 * @param atWork what ends what is at work, by POST
 * @param held the training job that runs
 */
record Furnished(List<String> pages, String inference, List<String> atWork, HeldFit held) {

    private static final Pattern ROUTE = Pattern.compile("Route\\.of\\(\"([^\"]+)\"");
    private static final List<String> OPEN = List.of("/login", "/setup");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static Furnished of(ModelyardServer server, String name) {
        ApiClient api = server.api();
        Journey journey = new Journey(api);
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(2_000, 7));
        String trained = journey.train(name, name, "");
        journey.completed(trained);
        journey.deploy(name, "1.0.0");
        String version = journey.completed(journey.train(name, name, ""))
                .required("modelVersion")
                .textValue();
        journey.deploy(name, version);
        journey.newLoanDataset(name + "-long");
        journey.importCsv(name + "-long", Journey.loans(10_000, 5));
        String inference = drifted(api, journey, name);
        JsonNode report = journey.driftReport(name);
        String alert = FurnishedVersions.alert(api, name);
        FurnishedVersions versions = FurnishedVersions.begun(api, name, version, "1.0.0");
        String waiting = training(api, name + "-long");
        HeldFit held = HeldFit.of(server, name + "-long");
        String started = execution(api, training(api, name + "-long"));
        String stopped = execution(api, training(api, name + "-long"));
        api.post("/api/v1/batch/executions/" + stopped + "/stop", "").expect(200, 202);
        Await.state(api, "/api/v1/batch/executions/" + stopped, PATIENCE, "STOPPED");
        String token = api.post("/api/v1/tokens", Map.of("user", "admin", "name", name, "role", "VIEWER"))
                .expect(201)
                .json()
                .required("id")
                .textValue();
        String comparison = api.post("/api/v1/models/compare", Map.of("a", name + ":1.0.0", "b", name + ":" + version))
                .expect(202)
                .json()
                .required("id")
                .textValue();
        api.post("/api/v1/models/" + name + "/golden-sets", Map.of("name", "hard", "dataset", name))
                .expect(201);
        api.send(
                        "PUT",
                        "/api/v1/models/" + name + "/business-metrics",
                        "{\"values\":{\"yes\":{\"yes\":10,\"no\":-20},\"no\":{\"yes\":-5}},\"adoption\":true}",
                        Map.of("Content-Type", "application/json"))
                .expect(200);
        Map<String, String> json = Map.of("Content-Type", "application/json");
        api.send("PUT", "/api/v1/models/" + name + "/aliases/first", "{\"version\":\"1.0.0\"}", json)
                .expect(200);
        String waitingRollout = shadow(api, name, version, "staging");
        String pausedRollout = shadow(api, name, version, "development");
        api.post("/api/v1/rollouts/" + pausedRollout + "/pause", "{}").expect(200);
        // before the policy asks for it: what is being rolled out there would be taken back
        approved(api, name, "1.0.0");
        api.send("PUT", "/api/v1/models/" + name + "/policy", "{\"approvals\":1,\"environments\":[\"staging\"]}", json)
                .expect(200);
        String run = run(api, name);
        FurnishedVersions.draft(api, name);
        FurnishedVersions.draft(api, name + "-runs");
        api.post("/api/v1/experiments/" + name + "-runs/start", "").expect(200);
        FurnishedVersions.deleted(api, name);
        versions.ended();
        String backup = api.post("/api/v1/backups", "")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        String cleanUp = api.post("/api/v1/clean-ups", "{\"dryRun\":true}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        String deployment = api.get("/api/v1/deployments?environment=production&model=" + name)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        return new Furnished(
                List.of(
                        "/console/",
                        "/console/datasets",
                        "/console/datasets/" + name,
                        "/console/training",
                        "/console/training/new?dataset=" + name,
                        "/console/training/" + trained.substring(trained.lastIndexOf('/') + 1),
                        "/console/training/" + waiting,
                        "/console/training/" + held.id(),
                        "/console/runs",
                        "/console/runs/" + run,
                        "/console/runs/compare?ids=" + run + "," + held.id(),
                        "/console/models",
                        "/console/models/" + name + "?deleted=1",
                        "/console/models/" + name + "/settings",
                        "/console/models/compare?v=" + name + ":" + version + "&v=" + name + ":1.0.0",
                        "/console/models/" + name + "/versions/" + version + "/lineage",
                        "/console/datasets/" + name + "/lineage",
                        "/console/versions",
                        "/console/models/" + name + "/predict",
                        "/console/models/" + name + "/rows",
                        "/console/models/" + name + "/recommend",
                        "/console/models/" + name + "/versions/" + version,
                        "/console/models/" + name + "/versions/" + version + "/card",
                        "/console/models/" + FurnishedVersions.archived(api, name + "-archived"),
                        "/console/models/" + name + "/golden-sets/hard",
                        "/console/text-metrics",
                        "/console/comparisons",
                        "/console/comparisons/" + comparison,
                        "/console/deployments",
                        "/console/deployments/" + deployment,
                        "/console/rollouts/" + waitingRollout,
                        "/console/rollouts/" + pausedRollout,
                        "/console/inferences/" + inference,
                        "/console/experiments",
                        "/console/experiments/" + name,
                        "/console/experiments/" + name + "-runs",
                        "/console/experiments/" + versions.experiment(),
                        "/console/experiments/" + FurnishedVersions.asked(api, name) + "/try",
                        "/console/new-experiment",
                        "/console/new-experiment?draft=" + name,
                        "/console/monitoring",
                        "/console/monitoring/reports/" + report.required("id").textValue(),
                        "/console/monitoring/alerts/" + alert,
                        "/console/batch",
                        "/console/batch/" + started,
                        "/console/batch/" + stopped,
                        "/console/search?q=" + name,
                        "/console/audit",
                        "/console/upkeep?backup=" + backup,
                        "/console/upkeep?cleanUp=" + cleanUp,
                        "/console/administration",
                        "/console/administration?user=admin",
                        "/console/administration?token=" + token,
                        "/console/administration?place=" + FurnishedVersions.place(api, name),
                        "/console/fault.xhtml"),
                inference,
                List.of(
                        "/api/v1/experiments/" + name + "-models/stop",
                        "/api/v1/rollouts/" + waitingRollout + "/abort",
                        "/api/v1/rollouts/" + pausedRollout + "/abort",
                        "/api/v1/batch/executions/" + started + "/stop"),
                held);
    }

    /** What waits for the training job's place goes before it. */
    void endWork(ApiClient api) {
        atWork.forEach(end -> api.post(end, ""));
        held.cancel(api);
    }

    boolean isForAdministrators(String page) {
        return page.startsWith("/console/audit")
                || page.startsWith("/console/administration")
                || page.startsWith("/console/upkeep");
    }

    /** Patterns of all addresses that need a session, read from the source. */
    List<String> routes() {
        Path module = Files.isDirectory(Path.of("admin-console")) ? Path.of("") : Path.of("..");
        Path source = module.resolve("admin-console/src/main/java/org/modelyard/platform/console/Addresses.java");
        try {
            return ROUTE.matcher(Files.readString(source))
                    .results()
                    .map(found -> found.group(1))
                    .filter(route -> !OPEN.contains(route))
                    .map(route -> "/console" + route.replace("*", "[^/]+"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String drifted(ApiClient api, Journey journey, String name) {
        String shifted = IntStream.range(0, 400)
                .mapToObj(i -> Journey.loanInputs(200 + i, 300 + i))
                .collect(Collectors.joining(",", "[", "]"));
        String last =
                journey.predict(name, shifted).path(399).path("inferenceId").asText();
        Await.until("the last prediction in the log", PATIENCE, () -> Optional.of(api.get("/api/v1/inferences/" + last))
                .filter(reply -> reply.status() == 200));
        return last;
    }

    /** One that waits for an hour beside the version that serves there. */
    private static String shadow(ApiClient api, String name, String serving, String environment) {
        Map<String, String> first = Map.of("model", name, "version", serving, "environment", environment);
        String deployment = api.post("/api/v1/deployments", first)
                .expect(202)
                .json()
                .required("id")
                .textValue();
        Await.state(api, "/api/v1/deployments/" + deployment, PATIENCE, "ACTIVE");
        String candidate = api.post(
                        "/api/v1/deployments",
                        "{\"model\":\"" + name + "\",\"version\":\"1.0.0\",\"environment\":\"" + environment
                                + "\",\"strategy\":{\"type\":\"SHADOW\",\"steps\":[{\"duration\":\"PT1H\"}]}}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        String rollout = api.get("/api/v1/rollouts?deployment=" + candidate)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        Await.state(api, "/api/v1/rollouts/" + rollout, PATIENCE, "RUNNING");
        return rollout;
    }

    /** For staging, by one who has made nothing. */
    private static void approved(ApiClient api, String name, String version) {
        String user = "colleague-" + name;
        api.post("/api/v1/users", Map.of("name", user, "role", "OPERATOR")).expect(201);
        String token = api.post("/api/v1/tokens", Map.of("user", user, "name", name, "role", "OPERATOR"))
                .expect(201)
                .json()
                .required("token")
                .textValue();
        api.with(token)
                .post("/api/v1/models/" + name + "/versions/" + version + "/approvals", "{\"environment\":\"staging\"}")
                .expect(200);
    }

    private static String run(ApiClient api, String name) {
        return api.post("/api/v1/runs", Map.of("name", name, "model", name, "parameters", Map.of("lr", "0.1")))
                .expect(201)
                .json()
                .required("id")
                .textValue();
    }

    /** One that takes minutes, not started. */
    private static String training(ApiClient api, String name) {
        return api.post(
                        "/api/v1/training-jobs",
                        Map.of(
                                "model",
                                name,
                                "dataset",
                                name,
                                "start",
                                false,
                                "validation",
                                Map.of("folds", 20),
                                "trainer",
                                Map.of("type", "logistic-regression", "epochs", 1_000, "patience", 1_000)))
                .expect(202)
                .json()
                .required("id")
                .textValue();
    }

    private static String execution(ApiClient api, String trainingJob) {
        return api.post(
                        "/api/v1/batch/jobs/training/executions",
                        Map.of("parameters", Map.of("trainingJob", trainingJob)))
                .expect(202)
                .json()
                .required("executionId")
                .asText();
    }
}
