package org.modelyard.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.modelyard.it.ApiClient;
import org.modelyard.it.Await;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** Every page, with something on it: axe-core finds nothing, a phone scrolls down only, none is heavy. */
@OnH2
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePagesIT {

    private static final String INFERENCES = "/console/inferences/";
    private static final String NAME = "console-pages";
    private static final int HEAVIEST_PAGE = 150_000;
    private static final int DESK = 1440;
    private static final int PHONE = 390;
    private static final Duration TRAINING = Duration.ofMinutes(3);

    private final ModelyardServer server;
    private final List<String> pages = new ArrayList<>();

    ConsolePagesIT(ModelyardServer server) {
        this.server = server;
    }

    @BeforeAll
    void have_something_to_show() {
        ApiClient api = server.api();
        api.post("/api/v1/datasets", Map.of("name", NAME, "task", "CLASSIFICATION", "target", "label"))
                .expect(201);
        api.send(
                        "POST",
                        "/api/v1/datasets/" + NAME + "/imports",
                        ShownThings.rows(),
                        Map.of("Content-Type", "text/csv"))
                .expect(201);
        String job = api.post(
                        "/api/v1/training-jobs",
                        Map.of("model", NAME, "dataset", NAME, "trainer", Map.of("type", "logistic-regression")))
                .expect(202)
                .json()
                .path("id")
                .asText();
        Await.state(api, "/api/v1/training-jobs/" + job, TRAINING, "COMPLETED");
        api.post("/api/v1/models/" + NAME + "/versions/1.0.0/export?format=onnx", "")
                .expect(201);
        api.send(
                        "PUT",
                        "/api/v1/models/" + NAME + "/accounting",
                        "{\"currency\":\"EUR\",\"price\":{\"request\":0.0005},\"dimensions\":{\"operation\":[\"sort\"]}}",
                        Map.of())
                .expect(200);
        String deployment = api.post(
                        "/api/v1/deployments", Map.of("model", NAME, "version", "1.0.0", "environment", "production"))
                .expect(202)
                .json()
                .path("id")
                .asText();
        Await.state(api, "/api/v1/deployments/" + deployment, Duration.ofSeconds(30), "ACTIVE");
        String rollout = ShownThings.shadow(api);
        String asked = FurnishedVersions.asked(api, NAME); // before the policy, which its versions do not meet
        String inference = api.post(
                        "/api/v1/models/" + NAME + "/predict",
                        Map.of("inputs", Map.of("size", 1.5, "colour", "red"), "unit", "unit-1", "operation", "sort"))
                .expect(200)
                .json()
                .path("predictions")
                .path(0)
                .path("inferenceId")
                .asText();
        api.post("/api/v1/inferences/" + inference + "/feedback", Map.of("label", "large"))
                .expect(201, 202);
        api.post("/api/v1/models/" + NAME + "/golden-sets", Map.of("name", "hard", "dataset", NAME))
                .expect(201);
        api.send(
                        "PUT",
                        "/api/v1/models/" + NAME + "/business-metrics",
                        "{\"unit\":\"EUR\",\"values\":{\"large\":{\"large\":10,\"small\":-20},\"small\":{\"large\":-5}},\"adoption\":true}",
                        Map.of("Content-Type", "application/json"))
                .expect(200);
        Map<String, String> json = Map.of("Content-Type", "application/json");
        api.send("PUT", "/api/v1/models/" + NAME + "/aliases/first", "{\"version\":\"1.0.0\"}", json)
                .expect(200);
        api.send(
                        "PUT",
                        "/api/v1/models/" + NAME + "/policy",
                        "{\"environments\":[\"production\"],\"gates\":{\"accuracy\":{\"min\":0.5}},\"approvals\":1}",
                        json)
                .expect(200);
        api.send(
                        "PATCH",
                        "/api/v1/models/" + NAME,
                        "{\"description\":\"# What it is for\\n\\nTells *large* from small. <script>x</script>\",\"owners\":[\"bea\"]}",
                        json)
                .expect(200);
        String first = ShownThings.run(api, 0.1);
        String second = ShownThings.run(api, 0.2);
        String record = api.post("/api/v1/runs/" + first + "/versions", Map.of("model", NAME, "task", "CLASSIFICATION"))
                .expect(201)
                .json()
                .path("version")
                .asText();
        String experiment = ShownThings.experiment(api);
        pages.addAll(ShownThings.asked());
        pages.addAll(List.of(
                "/console",
                "/console/datasets",
                "/console/datasets/" + NAME,
                "/console/training",
                "/console/training/new?dataset=" + NAME,
                "/console/training/" + job,
                "/console/models",
                "/console/models/" + NAME,
                "/console/models/" + NAME + "?period=day&by=operation&deleted=1",
                "/console/models/" + NAME + "/versions/1.0.0",
                "/console/models/" + NAME + "/versions/1.0.0/card",
                "/console/models/" + NAME + "/versions/1.0.0/lineage",
                "/console/datasets/" + NAME + "/lineage?direction=down",
                "/console/models/" + NAME + "/settings",
                "/console/models/compare?v=" + NAME + ":1.0.0&v=" + NAME + ":" + record,
                "/console/versions?model=" + NAME + "&metric=accuracy&sort=highest",
                "/console/models/" + NAME + "/golden-sets/hard?version=1.0.0",
                "/console/text-metrics",
                "/console/models/" + NAME + "/predict?fill=1",
                "/console/models/" + NAME + "/versions/" + record,
                "/console/runs",
                "/console/runs/" + first,
                "/console/runs/compare?ids=" + first + "," + second + "," + job,
                "/console/comparisons",
                "/console/deployments",
                "/console/deployments/" + deployment,
                "/console/rollouts/" + rollout,
                INFERENCES + inference,
                "/console/search?q=" + NAME,
                "/console/search?q=unit-1",
                "/console/new-experiment",
                "/console/new-experiment?draft=" + ShownThings.draft(api),
                "/console/experiments",
                "/console/experiments/" + experiment,
                "/console/experiments/" + ShownThings.bandit(api),
                "/console/experiments/" + asked + "/try",
                "/console/monitoring",
                "/console/batch",
                "/console/audit",
                "/console/upkeep",
                "/console/administration",
                "/console/fault.xhtml?what=something"));
    }

    /** Each page is loaded once for all of this, but one with charts: what takes long is its making, and the look of axe-core at it. */
    @Test
    void pages_meet_wcag_2_2_aa_in_both_themes_and_on_a_phone_none_is_heavy_and_nothing_comes_from_outside() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            List<String> wrong = new ArrayList<>();
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                wrong.addAll(ConsoleBrowser.violations(browser.visitor(theme, DESK)));
            }
            Page page = browser.administrator(ColorScheme.LIGHT, DESK);
            List<String> outside = new ArrayList<>();
            String home = server.uri().toString();
            page.onRequest(request -> {
                if (request.url().startsWith("http") && !request.url().startsWith(home)) {
                    outside.add(request.url());
                }
            });
            List<String> drawn = new ArrayList<>();
            for (String address : pages) {
                ConsoleBrowser.widen(page, DESK);
                int bytes = page.navigate(address).body().length;
                assertThat(bytes).as(address).isBetween(1_000, HEAVIEST_PAGE);
                page.waitForLoadState(LoadState.LOAD);
                // a part that stands twice is one that a repetition has swallowed
                assertThat(page.locator("h2").allTextContents()).as(address).doesNotHaveDuplicates();
                wrong.addAll(ConsoleBrowser.violations(page));
                ConsoleBrowser.show(page, ColorScheme.DARK);
                wrong.addAll(ConsoleBrowser.colourViolations(page));
                ConsoleBrowser.show(page, ColorScheme.LIGHT);
                if (page.locator(".chart").count() > 0) {
                    drawn.add(address);
                } else {
                    ConsoleBrowser.widen(page, PHONE);
                    wrong.addAll(ConsoleBrowser.wide(page));
                    wrong.addAll(ConsoleBrowser.violations(page));
                }
            }
            assertThat(drawn).as("pages with charts").isNotEmpty();
            ConsoleBrowser.widen(page, PHONE);
            for (String address : drawn) { // by a script, to the width that it finds
                page.navigate(address);
                wrong.addAll(ConsoleBrowser.wide(page));
                wrong.addAll(ConsoleBrowser.violations(page));
            }
            assertThat(wrong).isEmpty();
            assertThat(outside).isEmpty();
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void a_models_page_tells_what_its_answers_cost_and_what_feedback_says() {
        String model = "/models/" + NAME;
        Await.until("the feedback is joined", Duration.ofSeconds(30), () -> Optional.of(server.api()
                        .get("/api/v1/metrics" + model + "/feedback")
                        .expect(200)
                        .json())
                .filter(told -> told.at("/total/accuracy/told").asInt() == 1));
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, DESK);
            page.navigate("/console" + model + "?period=day&by=operation");
            assertThat(page.locator("#use").innerText()).contains("sort").containsPattern("for 0\\.0[0-9]+ EUR");
            assertThat(page.locator("#rates").innerText()).contains("1.0.0", "% of 1 (");
            assertThat(page.locator("[aria-label=Versions]").innerText()).contains("within the last ");
            page.navigate("/console" + model + "/settings");
            assertThat(page.locator("#accounting").innerText()).contains("in EUR", "by operation");
            page.navigate(pages.stream()
                    .filter(address -> address.startsWith(INFERENCES))
                    .findFirst()
                    .orElseThrow());
            assertThat(page.locator("main").innerText()).contains("0.0005 EUR");
        }
    }

    @Test
    void an_experiments_page_tells_what_another_way_to_divide_would_have_brought() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, DESK);
            page.navigate("/console/experiments/" + NAME + "-captions");
            Locator part = page.locator("#offPolicy");
            assertThat(page.inputValue("[id='policyShares:1:policyShare']")).isEqualTo("100 %");
            page.fill("[id='policyShares:0:policyShare']", "0.2");
            page.click("#estimate-policy");
            PlaywrightAssertions.assertThat(part).containsText("The shares add up to 1.2, not to 1.");
            page.fill("[id='policyShares:1:policyShare']", "80 %");
            page.click("#estimate-policy");
            // ten units, of whom nobody clicked
            PlaywrightAssertions.assertThat(part).containsText(Pattern.compile("too few to trust|No unit of '[ab]'"));
            PlaywrightAssertions.assertThat(part).containsText("The 10 judged units tell");
            assertThat(part.locator(".dots .line").allInnerTexts())
                    .hasSize(4)
                    .first()
                    .asString()
                    .contains("0.0 %");
            assertThat(ConsoleBrowser.violations(page)).isEmpty();
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void a_rollout_is_begun_with_a_judgement_of_its_own() {
        ApiClient api = server.api();
        JsonNode rollouts =
                api.get("/api/v1/rollouts?model=" + NAME).expect(200).json();
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, DESK);
            JudgedRollout.walk(
                    api, page, NAME, "1.0.0", rollouts.at("/items/0/candidate").asText());
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void an_unknown_address_says_so() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.DARK, DESK);
            assertThat(page.navigate("/console/nowhere").status()).isEqualTo(404);
            assertThat(ConsoleBrowser.violations(page)).isEmpty();
            assertThat(page.navigate("/console/batch-execution.xhtml").status()).isEqualTo(404);
            assertThat(page.navigate("/console/version.xhtml?model=" + NAME).status())
                    .isEqualTo(404);
            page.navigate("/console/models/no-such-model");
            assertThat(page.locator("main, body").first().innerText()).contains("no-such-model");
        }
    }
}
