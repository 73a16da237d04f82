package org.modelyard.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.Await;
import org.modelyard.it.Journey;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnBothDatabases;

/** What becomes of trained versions, and of the server's stock, by the console's buttons, as the API tells it afterwards. */
@OnBothDatabases
class ConsoleVersionLifeIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int LISTED = 200;
    private static final String RULES =
            "{\"type\":\"rules\",\"signature\":{\"task\":\"CLASSIFICATION\",\"labels\":[\"no\",\"yes\"],\"inputs\":"
                    + "[{\"name\":\"income\",\"type\":\"NUMERIC\"}]},\"rules\":[{\"when\":\"income > 50\",\"answer\":\"yes\","
                    + "\"score\":0.9}],\"otherwise\":{\"answer\":\"no\",\"score\":0.9}}";

    private final ApiClient api;
    private final ConsoleSession console;
    private final String name = "life-" + UUID.randomUUID().toString().substring(0, 8);
    private final String model = "/api/v1/models/" + name;
    private final String page = "/console/models/" + name;

    ConsoleVersionLifeIT(ModelyardServer server) {
        this.api = server.api();
        this.console = ConsoleSession.of(server, "admin", ModelyardServer.ADMIN_PASSWORD);
    }

    @Test
    void a_version_is_promoted_named_deprecated_archived_and_governed() {
        trained(2);
        assertThat(pressed("1.0.0", "promote", Map.of())).contains("1.0.0 serves production now.");
        assertThat(version("1.0.0").path("stage").asText()).isEqualTo("PRODUCTION");
        pressed("1.0.0", "archive", Map.of());
        assertThat(version("1.0.0").path("stage").asText())
                .as("while it serves")
                .isEqualTo("PRODUCTION");

        named();

        assertThat(pressed("1.0.1", "deprecate", Map.of("successor", "champion", "why", "too slow")))
                .contains("1.0.1 is deprecated.");
        assertThat(version("1.0.1").path("stage").asText()).isEqualTo("DEPRECATED");
        assertThat(version("1.0.1").at("/said/successor").asText()).isEqualTo("1.0.0");
        assertThat(pressed("1.0.1", "restore", Map.of())).contains("1.0.1 is back.");
        assertThat(pressed("1.0.1", "archive", Map.of("why", "nobody asks it"))).contains("1.0.1 is archived.");
        assertThat(version("1.0.1").path("stage").asText()).isEqualTo("ARCHIVED");
        pressed("1.0.1", "restore", Map.of());
        assertThat(version("1.0.1").path("stage").asText()).isEqualTo("READY");
        assertThat(api.get("/api/v1/audit?subject=model/" + name + "/1.0.1")
                        .expect(200)
                        .body())
                .contains("use 1.0.0", "too slow", "nobody asks it");

        governed();
    }

    private void named() {
        String alias = model + "/aliases/baseline";
        console.pressShown(settings(), "set-alias", Map.of("alias", "baseline", "aliasVersion", "^1.0"))
                .expect(302);
        assertThat(api.get(alias).expect(200).json().path("version").asText()).isEqualTo("1.0.1");
        pressed("1.0.1", "archive", Map.of());
        assertThat(version("1.0.1").path("stage").asText())
                .as("while it has a name")
                .isEqualTo("READY");
        Reply shown = settings();
        String drop = ConsoleSession.buttons(shown).stream()
                .filter(button -> button.endsWith(":drop-alias"))
                .findFirst()
                .orElseThrow();
        Map<String, String> seen =
                Map.of("aliasesSeen", hidden(shown, "aliasesSeen"), "aliasesShown", hidden(shown, "aliasesShown"));
        console.pressShown(shown, drop, seen).expect(302);
        api.get(alias).expect(404);
    }

    private void governed() {
        console.pressShown(settings(), "keep-policy", Map.of("policyDocument", "{\"approvals\":1}"))
                .expect(302);
        assertThat(api.get(model + "/policy")
                        .expect(200)
                        .json()
                        .path("approvals")
                        .asInt())
                .isEqualTo(1);
        pressed("1.0.1", "promote", Map.of());
        assertThat(version("1.0.1").path("stage").asText()).as("unapproved").isEqualTo("READY");
        Reply shown = settings();
        console.pressShown(shown, "drop-policy", Map.of("policySeen", hidden(shown, "policySeen")))
                .expect(302);
        api.get(model + "/policy").expect(404);
        assertThat(pressed("1.0.1", "promote", Map.of())).contains("1.0.1 serves production now.");
        assertThat(api.get(model + "/versions/champion")
                        .expect(200)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1.0.1");
    }

    @Test
    void versions_are_made_of_others_by_hand_and_of_a_document() {
        trained(1);
        Map<String, String> wish = Map.of(
                "reweighed",
                "debt",
                "newWeight",
                "-1.75",
                "fate-of-weight",
                "frozen",
                "whyWeight",
                "The board says so.");
        assertThat(made(console.pressShown(shown("1.0.0"), "reweigh", wish))).isEqualTo("1.0.1");
        JsonNode weight = api.get(model + "/versions/1.0.1/weights?constrained=true")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(weight.path("feature").asText()).isEqualTo("debt");
        assertThat(weight.path("weight").asDouble()).isEqualTo(-1.75);
        assertThat(weight.at("/constraint/frozen").asBoolean()).isTrue();
        assertThat(version("1.0.1").at("/said/changeLog").asText()).contains("The board says so.");

        String smaller = made(console.pressShown(shown("1.0.0"), "quantise", Map.of("smaller", "float16")));
        assertThat(version(smaller).path("artifacts").findValuesAsText("kind")).contains("compression");
        assertThat(version(smaller).at("/lineage/parent").asText()).isEqualTo("1.0.0");

        Reply home = console.get(page).expect(200);
        String rules = made(console.pressShown(
                home, "declare-scorer", Map.of("scorerDocument", RULES, "scorerChanges", "By *hand*.")));
        assertThat(version(rules).path("stage").asText()).isEqualTo("DRAFT");
        assertThat(version(rules).at("/said/changeLog").asText()).isEqualTo("By *hand*.");
        assertThat(version(rules).at("/signature/inputs")).hasSize(1);
    }

    @Test
    void the_stock_is_cleaned_up_and_archived() {
        for (String button : List.of("tellCleanUp", "cleanForGood")) {
            String id = madeOfStock(button, "cleanUp");
            JsonNode done = ended("/api/v1/clean-ups/" + id);
            assertThat(done.path("dryRun").asBoolean()).isEqualTo(button.startsWith("tell"));
            assertThat(console.get("/console/upkeep?cleanUp=" + id).expect(200).body())
                    .contains("Clean-up of", "things with");
        }
        for (String button : List.of("tellArchiving", "archiveUnused")) {
            JsonNode done = ended("/api/v1/archivings/" + madeOfStock(button, "archiving"));
            assertThat(done.path("dryRun").asBoolean()).isEqualTo(button.startsWith("tell"));
        }
    }

    @Test
    void what_was_deleted_before_the_last_two_hundred_is_found_by_its_name() {
        List<String> versions = IntStream.range(0, LISTED + 2)
                .parallel()
                .mapToObj(i -> FurnishedVersions.declared(api, name))
                .toList();
        String first = model + "/versions/1.0.0";
        api.delete(first).expect(204);
        versions.stream().parallel().filter(version -> !version.equals(first)).forEach(version -> api.delete(version)
                .expect(204));

        String option = "value=\"1.0.0\"";
        assertThat(console.get(page + "?deleted=1").expect(200).body())
                .contains("The last " + LISTED + " of " + versions.size())
                .doesNotContain(option);
        assertThat(console.get(page + "?deleted=1&deletedName=9.9").expect(200).body())
                .contains("None of that number that could come back.");
        Reply found = console.get(page + "?deleted=1&deletedName=1.0.0").expect(200);
        assertThat(found.body()).contains(option);
        assertThat(made(console.pressShown(found, "restore-version", Map.of("deletedVersion", "1.0.0"))))
                .isEqualTo("1.0.0");
        api.get(first).expect(200);

        api.delete(model).expect(204);
        assertThat(console.get("/console/models?deletedName=no-such-" + name)
                        .expect(200)
                        .body())
                .contains("None of that name.");
        Reply models =
                console.get("/console/models?deletedName=" + name.substring(1)).expect(200);
        console.pressShown(models, "restore-model", Map.of("deletedModel", name))
                .expect(302);
        api.get(first).expect(200);
    }

    @Test
    void a_record_of_a_model_elsewhere_stays_one_when_it_is_archived() {
        FurnishedVersions.declared(api, name);
        assertThat(pressed("1.0.0", "archive", Map.of())).contains("1.0.0 is archived.");
        assertThat(api.post(model + "/versions/1.0.0/export?format=json", "")
                        .expect(409)
                        .body())
                .contains("1.0.0 is ARCHIVED: Its model lives elsewhere");
        assertThat(shown("1.0.0").body())
                .doesNotContain("How do other programs get it?", "There is no artifact", "Does it answer here, now?");
        assertThat(api.get(model + "/versions/1.0.0/card").expect(200).body()).contains("Its model lives elsewhere");
        assertThat(pressed("1.0.0", "restore", Map.of())).contains("1.0.0 is back.");
        assertThat(version("1.0.0").path("stage").asText()).isEqualTo("EXTERNAL");
    }

    /** @return the id of what was begun, as the address tells it */
    private String madeOfStock(String button, String parameter) {
        Reply upkeep = console.get("/console/upkeep").expect(200);
        String place = console.pressShown(upkeep, button, Map.of())
                .expect(302)
                .header("Location")
                .orElseThrow();
        assertThat(place).contains("?" + parameter + "=");
        return place.substring(place.indexOf('=') + 1);
    }

    private JsonNode ended(String path) {
        JsonNode ended = Await.state(api, path, SOON, "COMPLETED", "FAILED").json();
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        return ended;
    }

    private void trained(int many) {
        Journey journey = new Journey(api);
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(400, 11));
        for (int i = 0; i < many; i++) {
            journey.completed(journey.train(name, name, ""));
        }
    }

    private String pressed(String number, String button, Map<String, String> typed) {
        Map<String, String> all = new HashMap<>(typed);
        all.put("where", "production");
        return console.pressShown(shown(number), button, all).expect(200).body();
    }

    private Reply shown(String number) {
        return console.get(page + "/versions/" + number).expect(200);
    }

    private Reply settings() {
        return console.get(page + "/settings").expect(200);
    }

    private JsonNode version(String number) {
        return api.get(model + "/versions/" + number).expect(200).json();
    }

    /** The number of the version that a button has led to. */
    private String made(Reply pressed) {
        String place = pressed.expect(302).header("Location").orElseThrow();
        assertThat(place).contains(page + "/versions/");
        return place.substring(place.lastIndexOf('/') + 1);
    }

    private static String hidden(Reply page, String field) {
        Matcher value =
                Pattern.compile("name=\"" + field + "\" value=\"([^\"]*)\"").matcher(page.body());
        assertThat(value.find()).as(field).isTrue();
        return value.group(1);
    }
}
