package org.modelyard.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnBothDatabases;

/** What the console's buttons do to versions and models, as the API tells it afterwards. */
@OnBothDatabases
class ConsoleRegistryIT {

    private static final String PASSWORD = "a long pass phrase";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Pattern SEEN = Pattern.compile("name=\"wordsSeen\" value=\"(\\d+)\"");

    private final ModelyardServer server;
    private final ApiClient api;
    private final String name = "rows-" + UUID.randomUUID().toString().substring(0, 8);
    private ConsoleSession console;

    @SuppressWarnings("NullAway.Init")
    ConsoleRegistryIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
    }

    @BeforeEach
    void somebody_who_may_do_everything() {
        api.post("/api/v1/users", Map.of("name", name, "role", "ADMIN", "password", PASSWORD))
                .expect(201);
        console = ConsoleSession.of(server, name, PASSWORD);
    }

    /** Another administrator would take the last one's protection from the tests of it. */
    @AfterEach
    void out_of_service() {
        api.send("PATCH", "/api/v1/users/" + name, "{\"active\":false}", Map.of())
                .expect(200);
    }

    @Test
    void a_version_is_deleted_and_comes_back() {
        String model = name + "-version";
        String version = FurnishedVersions.declared(api, model);
        String page = "/console/models/" + model + "/versions/1.0.0";
        String alias = "/api/v1/models/" + model + "/aliases/old";
        api.send("PUT", alias, "{\"version\":\"1.0.0\"}", JSON).expect(200);
        Reply named = console.get(page).expect(200);
        assertThat(named.body()).contains("It is old now and can be neither archived nor deleted");
        assertThat(console.pressShown(named, "delete-version", Map.of())
                        .expect(200)
                        .body())
                .contains("is in use: alias old.");
        api.delete(alias).expect(204);

        console.pressShown(console.get(page).expect(200), "delete-version", Map.of("why", "registered twice"))
                .expect(302);
        api.get(version).expect(404);
        Reply home = console.get("/console/models/" + model + "?deleted=1").expect(200);
        assertThat(home.body()).contains("1.0.0 is deleted. Undo", "Which versions were deleted?");
        assertThat(audited("model/" + model + "/1.0.0")).contains("can be restored: registered twice");

        Reply back = console.pressShown(home, "restore-version", Map.of("deletedVersion", "1.0.0"))
                .expect(302);
        assertThat(back.header("Location").orElse("")).endsWith(page);
        api.get(version).expect(200);
        assertThat(console.get("/console/models/" + model + "?deleted=1")
                        .expect(200)
                        .body())
                .contains("None that could come back.");
    }

    @Test
    void a_model_is_deleted_and_comes_back_with_its_versions() {
        String model = name + "-model";
        String version = FurnishedVersions.declared(api, model);
        Reply settings = console.get("/console/models/" + model + "/settings").expect(200);
        console.pressShown(settings, "delete-model", Map.of()).expect(302);
        api.get(version).expect(404);
        Reply models = console.get("/console/models").expect(200);
        assertThat(models.body()).contains(model + " is deleted, with all its versions. Undo");

        Reply wrong = console.pressShown(models, "restore-model", Map.of("deletedModel", "no-such-model"));
        assertThat(wrong.status()).isEqualTo(200);
        console.pressShown(models, "restore-model", Map.of("deletedModel", model))
                .expect(302);
        api.get(version).expect(200);
    }

    @Test
    void what_a_colleague_has_written_meanwhile_is_told_and_not_overwritten() {
        String model = name + "-words";
        String version = FurnishedVersions.declared(api, model);
        String page = "/console/models/" + model + "/versions/1.0.0";
        Reply shown = console.get(page).expect(200);
        api.send("PATCH", version, "{\"description\":\"Words of a colleague\",\"tags\":[\"theirs\"]}", JSON)
                .expect(200);

        Map<String, String> mine = Map.of(
                "wordsSeen", seen(shown), "versionDescription", "My *own* words", "changeLog", "", "versionTags", "");
        Reply refused = console.pressShown(shown, "say", mine).expect(200);
        assertThat(refused.body())
                .contains("has changed since you read it", "Nothing was overwritten", "Words of a colleague")
                .contains("My *own* words");
        assertThat(api.get(version).expect(200).json().at("/said/description").asText())
                .isEqualTo("Words of a colleague");

        Map<String, String> knowingly = Map.of(
                "wordsSeen",
                seen(refused),
                "versionDescription",
                "My *own* words",
                "changeLog",
                "Another forest.",
                "versionTags",
                "");
        assertThat(console.pressShown(refused, "say", knowingly).expect(200).body())
                .contains("Kept.", "<em>own</em>");
        JsonNode now = api.get(version).expect(200).json();
        assertThat(now.at("/said/description").asText()).isEqualTo("My *own* words");
        assertThat(now.at("/said/changeLog").asText()).isEqualTo("Another forest.");
        assertThat(now.path("tags")).as("an emptied field takes them away").isEmpty();
    }

    private static String seen(Reply page) {
        Matcher seen = SEEN.matcher(page.body());
        assertThat(seen.find()).isTrue();
        return seen.group(1);
    }

    @Test
    void every_artifact_of_a_version_is_downloaded() {
        String model = name + "-files";
        String version = FurnishedVersions.declared(api, model);
        for (String kind : new String[] {"tokenizer", "config"}) {
            api.send(
                            "PUT",
                            version + "/artifacts/" + kind,
                            "bytes of the " + kind,
                            Map.of("Content-Type", "application/octet-stream"))
                    .expect(200, 201);
        }
        Reply page = console.get("/console/models/" + model + "/versions/1.0.0").expect(200);
        String button = ConsoleSession.buttons(page).stream()
                .filter(one -> one.endsWith(":1:get-artifact"))
                .findFirst()
                .orElseThrow();
        Reply file = console.pressShown(page, button, Map.of()).expect(200);
        assertThat(file.body()).isEqualTo("bytes of the tokenizer");
        assertThat(file.header("Content-Disposition").orElse("")).contains(model + "-1.0.0", "tokenizer");
        assertThat(file.header("X-Artifact-SHA256").orElse(""))
                .isEqualTo(api.get(version)
                        .expect(200)
                        .json()
                        .at("/artifacts/1/sha256")
                        .asText());
    }

    @Test
    void an_environment_is_added_frozen_opened_and_removed() {
        String place = name + "-qa";
        Reply home = console.get("/console/administration").expect(200);
        assertThat(console.pressShown(home, "open-environment", Map.of("placeName", "No Name"))
                        .expect(200)
                        .body())
                .contains("is no name", "value=\"No Name\"");
        console.pressShown(home, "open-environment", Map.of("placeName", place)).expect(302);
        String page = "/console/administration?place=" + place;
        Reply open = console.get(page).expect(200);
        assertThat(ConsoleSession.buttons(open))
                .contains("freeze", "close-environment")
                .doesNotContain("thaw");
        assertThat(ConsoleSession.buttons(
                        console.get("/console/administration?place=production").expect(200)))
                .contains("freeze")
                .doesNotContain("close-environment");
        assertThat(console.get("/console/administration?place=moon")
                        .expect(302)
                        .header("Location")
                        .orElse(""))
                .contains("/console/not-found");

        assertThat(console.pressShown(open, "freeze", Map.of("freezeUntil", "tomorrow"))
                        .expect(200)
                        .body())
                .contains("until must be a day like");
        console.pressShown(open, "freeze", Map.of("freezeUntil", "2099-01-04", "freezeReason", "End of year"))
                .expect(302);
        assertThat(environment(place).path("frozenUntil").asText()).startsWith("2099-01-04T00:00:00");
        assertThat(environment(place).path("frozenNote").asText()).isEqualTo("End of year");
        assertThat(console.get("/console/deployments").expect(200).body())
                .contains("Frozen until 2099-01-04 00:00:00 UTC: End of year");

        console.pressShown(console.get(page).expect(200), "thaw", Map.of()).expect(302);
        assertThat(environment(place).path("frozenUntil").isNull()).isTrue();
        console.pressShown(console.get(page).expect(200), "close-environment", Map.of())
                .expect(302);
        assertThat(environment(place).isMissingNode()).isTrue();
        assertThat(audited("environment/" + place))
                .contains("environment.create", "environment.freeze", "environment.thaw", "environment.delete");
    }

    private JsonNode environment(String place) {
        for (JsonNode one : api.get("/api/v1/environments").expect(200).json().path("items")) {
            if (one.path("name").asText().equals(place)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void a_version_elsewhere_is_registered_with_all_that_the_api_takes() {
        String model = name + "-elsewhere";
        Reply page = console.get("/console/versions").expect(200);
        String inputs = "{\"inputs\":[{\"name\":\"income\",\"type\":\"NUMERIC\"}%s],\"labels\":[\"no\",\"yes\"]}";
        Reply wrong = console.pressShown(page, "declare-version", declared(model, "{\"inputs\":[", "", ""))
                .expect(200);
        assertThat(wrong.body()).contains("This is no signature: line 1");
        api.get("/api/v1/models/" + model).expect(404);

        console.pressShown(page, "declare-version", declared(model, inputs.formatted(""), "", "{\"layers\":12}"))
                .expect(302);
        JsonNode first = api.get("/api/v1/models/" + model + "/versions")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(first.at("/signature/inputs/0/name").asText()).isEqualTo("income");
        assertThat(first.at("/lineage/trainer/layers").asInt()).isEqualTo(12);
        assertThat(first.at("/tags/0").asText()).isEqualTo("vendor");

        String wider = inputs.formatted(",{\"name\":\"age\",\"type\":\"NUMERIC\"}");
        assertThat(console.pressShown(page, "declare-version", declared(model, wider, "PATCH", ""))
                        .expect(200)
                        .body())
                .as("an input that is needed and new is more than a patch")
                .contains("PATCH is too little, this needs MAJOR");
        console.pressShown(page, "declare-version", declared(model, wider, "", ""))
                .expect(302);
        assertThat(api.get("/api/v1/models/" + model + "/versions")
                        .expect(200)
                        .json()
                        .at("/items/0/version")
                        .asText())
                .isEqualTo("2.0.0");
    }

    private static Map<String, String> declared(String model, String signature, String bump, String parameters) {
        return Map.of(
                "declareModel",
                model,
                "declareTask",
                "CLASSIFICATION",
                "declareArchitecture",
                "a forest",
                "declareTags",
                "vendor",
                "declareSignature",
                signature,
                "declareBump",
                bump,
                "declareHyperparameters",
                parameters);
    }

    private String audited(String subject) {
        return api
                .get("/api/v1/audit?limit=500&actor=" + name)
                .expect(200)
                .json()
                .path("items")
                .findParents("subject")
                .stream()
                .filter(line -> line.path("subject").asText().equals(subject))
                .map(JsonNode::toString)
                .reduce("", String::concat);
    }
}
