package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.console.ConsoleSession;

/** One champion at any time, and a policy that holds at every door. */
@OnBothDatabases
class PromotionIT {

    private final ModelyardServer server;
    private final ApiClient api;
    private final Journey journey;
    private final String name = "promoted-" + UUID.randomUUID().toString().substring(0, 8);
    private final String versions = "/api/v1/models/" + name + "/versions/";

    PromotionIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void stage_alias_and_routing_change_together() {
        trained(2);
        Reply promoted = api.post(versions + "1.0.0/promote", "{}").expect(200);
        assertThat(promoted.json().path("state").asText()).isEqualTo("ACTIVE");
        assertThat(stage("1.0.0")).isEqualTo("PRODUCTION");
        assertThat(api.get(versions + "champion")
                        .expect(200)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1.0.0");
        assertThat(journey.predict(name, Journey.loanInputs(78, 2))
                        .at("/0/version")
                        .asText())
                .isEqualTo("1.0.0");

        api.post(versions + "1.0.1/promote", "{\"environment\":\"development\"}")
                .expect(200);
        assertThat(stage("1.0.1")).as("development leaves the stage alone").isEqualTo("READY");
        api.post(versions + "1.0.1/promote", "{\"environment\":\"staging\"}").expect(200);
        assertThat(stage("1.0.1")).isEqualTo("STAGING");
        api.post(versions + "1.0.1/promote", "{}").expect(200);
        assertThat(stage("1.0.1")).isEqualTo("PRODUCTION");
        assertThat(stage("1.0.0")).isEqualTo("READY");
        JsonNode model = api.get("/api/v1/models/" + name).expect(200).json();
        assertThat(model.path("champions").toString())
                .isEqualTo("{\"development\":\"1.0.1\",\"production\":\"1.0.1\",\"staging\":\"1.0.1\"}");

        lineage_usage_and_record_tell_of_it();
        api.post(versions + "1.0.1/archive", "{}").expect(409);
        api.delete(versions + "1.0.1").expect(409);
        api.delete("/api/v1/models/" + name).expect(409);
        api.post(versions + "1.0.0/deprecate", "{\"successor\":\"1.0.1\",\"reason\":\"older\"}")
                .expect(200);
        assertThat(RunCalls.problem(api.post(versions + "1.0.0/promote", "{}").expect(409)))
                .contains("DEPRECATED");
        api.post(versions + "1.0.0/restore", "").expect(200);
        assertThat(stage("1.0.0")).isEqualTo("READY");
        api.post(versions + "9.9.9/promote", "{}").expect(404);
        api.post(versions + "1.0.0/promote", "{\"environment\":\"moon\"}").expect(422);
        server.as(Role.VIEWER).post(versions + "1.0.0/promote", "{}").expect(403);
    }

    private void lineage_usage_and_record_tell_of_it() {
        JsonNode graph = api.get(versions + "1.0.0/lineage").expect(200).json();
        assertThat(graph.path("nodes").findValuesAsText("kind"))
                .contains("DATASET", "SNAPSHOT", "TRAINING_JOB", "VERSION", "DEPLOYMENT");
        String version = "VERSION:" + name + ":1.0.";
        assertThat(graph.path("edges").toString())
                .contains("{\"from\":\"" + version + "0\",\"to\":\"" + version + "1\",\"verb\":\"was followed by\"}");
        assertThat(graph.path("cut").asBoolean()).isFalse();
        assertThat(api.get(versions + "1.0.1/lineage?direction=up&depth=1")
                        .expect(200)
                        .json()
                        .path("nodes")
                        .findValuesAsText("kind"))
                .containsExactlyInAnyOrder("VERSION", "TRAINING_JOB", "VERSION");
        JsonNode learnt = api.get("/api/v1/datasets/" + name + "/lineage?direction=down")
                .expect(200)
                .json();
        assertThat(learnt.path("nodes").findValuesAsText("id")).contains(name + ":1.0.0", name + ":1.0.1");
        String snapshot = api.get(versions + "1.0.0")
                .expect(200)
                .json()
                .at("/lineage/snapshot")
                .asText();
        assertThat(api.get("/api/v1/datasets/" + name + "/snapshots/" + snapshot + "/lineage?direction=down&depth=2")
                        .expect(200)
                        .json()
                        .path("nodes")
                        .findValuesAsText("id"))
                .contains(name + ":1.0.0");
        api.get(versions + "1.0.0/lineage?depth=99").expect(422);
        api.get(versions + "1.0.0/lineage?direction=sideways").expect(422);
        api.get(versions + "9.0.0/lineage").expect(404);

        JsonNode usage = Await.until("the hour's counts", Duration.ofSeconds(30), () -> java.util.Optional.of(
                        api.get(versions + "1.0.0/usage?period=day").expect(200).json())
                .filter(told -> told.at("/total/requests").asLong() == 1));
        assertThat(usage.at("/total/p50LatencyMillis").asDouble()).isPositive();
        assertThat(usage.at("/environments/production/requests").asLong()).isEqualTo(1);
        assertThat(usage.path("lastUsed").asText()).endsWith(":00:00.000Z");
        JsonNode all = api.get("/api/v1/models/" + name + "/usage").expect(200).json();
        assertThat(all.at("/items/0/lastUsed").isNull())
                .as("1.0.1 was never asked")
                .isTrue();
        assertThat(all.at("/items/1/total/requests").asLong()).isEqualTo(1);
        api.get(versions + "1.0.0/usage?period=moon").expect(422);

        Reply record = api.get(versions + "1.0.0/record").expect(200);
        assertThat(org.modelyard.lineage.model.CanonicalJson.holds(
                        record.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(record.header("X-Record-SHA256").orElse(""))
                .isEqualTo(record.json().path("sha256").asText());
        assertThat(record.json().at("/training/yaml").asText()).contains("model: " + name);
        assertThat(record.json().path("deployments")).isNotEmpty();
        assertThat(record.json().path("audit").findValuesAsText("action")).contains("training.create", "model.promote");
        assertThat(api.get(versions + "1.0.0/record").expect(200).body()).isEqualTo(record.body());
        server.as(Role.OPERATOR).get(versions + "1.0.0/record").expect(403);
    }

    @Test
    void a_policy_holds_at_every_door_and_no_author_approves() {
        trained(1);
        String policy = "/api/v1/models/" + name + "/policy";
        api.get(policy).expect(404);
        api.send("PUT", policy, "{\"approvals\":1}", Map.of("Content-Type", "application/json", "If-Match", "\"1\""))
                .expect(412);
        server.as(Role.OPERATOR)
                .send("PUT", policy, "{\"approvals\":1}", json())
                .expect(403);
        api.send("PUT", policy, "{\"approvals\":-1}", json()).expect(422);
        api.send(
                        "PUT",
                        policy,
                        "{\"environments\":[\"production\"],\"approvals\":1,\"gates\":{\"accuracy\":{\"min\":0.5}}}",
                        json())
                .expect(200);
        assertThat(RunCalls.problem(api.post(versions + "1.0.0/promote", "{}").expect(409)))
                .contains("0 of 1 approvals");
        assertThat(RunCalls.problem(
                        api.post("/api/v1/deployments", "{\"model\":\"" + name + "\",\"version\":\"1.0.0\"}")
                                .expect(409)))
                .contains("0 of 1 approvals");
        api.post(versions + "1.0.0/promote", "{\"environment\":\"staging\"}").expect(200);
        JsonNode job = journey.completed(journey.train(name, name, ",\"deployment\":{\"environment\":\"production\"}"));
        assertThat(job.path("problem").asText()).contains("was not deployed to production", "0 of 1 approvals");

        assertThat(RunCalls.problem(api.post(versions + "1.0.0/approvals", "{}").expect(403)))
                .contains("somebody else");
        assertThat(RunCalls.problem(server.as(Role.OPERATOR)
                        .post(versions + "1.0.0/approvals", "{}")
                        .expect(403)))
                .as("another token of the same person")
                .contains("somebody else");
        assertThat(approvedOnThePage("1.0.0")).contains("somebody else must approve");
        assertThat(api.get(versions + "1.0.0/approvals").expect(200).json().path("items"))
                .isEmpty();
        ApiClient other = colleague();
        other.post(versions + "1.0.0/approvals", "{\"decision\":\"REJECTED\",\"comment\":\"too early\"}")
                .expect(200);
        assertThat(RunCalls.problem(api.post(versions + "1.0.0/promote", "{}").expect(409)))
                .contains("too early");
        other.post(versions + "1.0.0/approvals", "{}").expect(200);
        api.post(versions + "1.0.0/promote", "{}").expect(200);
        assertThat(stage("1.0.0")).isEqualTo("PRODUCTION");

        api.send("PUT", policy, "{\"gates\":{\"accuracy\":{\"min\":0.9999}}}", json())
                .expect(200);
        assertThat(RunCalls.problem(api.post(versions + "1.0.1/promote", "{}").expect(409)))
                .contains("accuracy is");
        api.send("PUT", policy, "{\"golden\":\"hard\"}", json()).expect(200);
        assertThat(RunCalls.problem(api.post(versions + "1.0.1/promote", "{}").expect(409)))
                .contains("no golden set 'hard'");
        api.send("PUT", policy, "{\"fairness\":{\"job\":{\"demographicParityDifference\":{\"max\":0.1}}}}", json())
                .expect(200);
        assertThat(RunCalls.problem(api.post(versions + "1.0.1/promote", "{}").expect(409)))
                .contains("was not measured");
        Reply seen = api.get(policy).expect(200);
        Map<String, String> matching = Map.of(
                "Content-Type",
                "application/json",
                "If-Match",
                seen.header("ETag").orElseThrow());
        api.send("PUT", policy, "{\"approvals\":3}", matching).expect(200);
        api.send("PUT", policy, "{\"approvals\":4}", matching).expect(412);
        api.send("DELETE", policy, "", Map.of("If-Match", seen.header("ETag").orElseThrow()))
                .expect(412);
        api.delete(policy).expect(204);
        api.post(versions + "1.0.1/promote", "{}").expect(200);
    }

    @Test
    void a_policy_lets_through_what_meets_it_on_its_golden_set() {
        new PolicyCalls(server, name + "-met").met();
    }

    @Test
    void an_environment_of_ones_own_lives_and_ends() {
        trained(1);
        new EnvironmentCalls(server, name).lived();
    }

    @Test
    void while_many_promote_every_reader_sees_one_champion() {
        int many = 6;
        trained(many);
        api.post(versions + "1.0.0/promote", "{}").expect(200);
        Collection<String> seen = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(new Thread(() -> {
                while (!over.get()) {
                    Reply read = api.get(versions + "champion");
                    seen.add(read.status() == 200 ? read.json().path("version").asText() : read.toString());
                }
            }));
        }
        readers.forEach(Thread::start);
        List<Integer> states = IntStream.range(0, many)
                .parallel()
                .mapToObj(
                        i -> api.post(versions + "1.0." + i + "/promote", "{}").status())
                .toList();
        over.set(true);
        readers.forEach(PromotionIT::join);
        assertThat(states).containsOnly(200);
        assertThat(seen).isNotEmpty().allMatch(version -> version.matches("1\\.0\\.[0-5]"));
        assertThat(IntStream.range(0, many).mapToObj(i -> stage("1.0." + i)).filter("PRODUCTION"::equals))
                .hasSize(1);
        JsonNode audit = api.get("/api/v1/audit?limit=500&subject=model/" + name + "/1.0.0")
                .expect(200)
                .json();
        assertThat(audit.path("items").findValuesAsText("action").stream().filter("model.promote"::equals))
                .as("1.0.0 was promoted twice")
                .hasSize(2);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void trained(int many) {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(400, 5));
        for (int i = 0; i < many; i++) {
            journey.completed(journey.train(name, name, ""));
        }
    }

    /** What the console says to the author who approves there. */
    private String approvedOnThePage(String version) {
        ConsoleSession console = ConsoleSession.of(server, "admin", ModelyardServer.ADMIN_PASSWORD);
        String page = "/console/models/" + name + "/versions/" + version;
        return console.pressShown(console.get(page).expect(200), "approve", Map.of("where", "production"))
                .body();
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

    private String stage(String version) {
        return api.get(versions + version).expect(200).json().path("stage").asText();
    }

    private static Map<String, String> json() {
        return Map.of("Content-Type", "application/json");
    }
}
