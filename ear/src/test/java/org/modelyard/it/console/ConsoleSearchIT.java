package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.modelyard.it.Await;
import org.modelyard.it.Journey;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** One box finds everything, by the keyboard alone. */
@OnH2
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleSearchIT {

    private final ModelyardServer server;
    private final String name = "found-" + UUID.randomUUID().toString().substring(0, 8);
    private String inference = "";

    ConsoleSearchIT(ModelyardServer server) {
        this.server = server;
    }

    @BeforeAll
    void a_model_that_answered_about_a_unit() {
        Journey journey = new Journey(server.api());
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(500, 7));
        journey.completed(journey.train(name, name, ""));
        journey.deploy(name, "1.0.0");
        for (String unit : new String[] {name + "_1", name + "x1"}) {
            Map<String, Object> row =
                    Map.of("inputs", Map.of("income", 75, "debt", 1, "job", "employed"), "unit", unit);
            inference = server.api()
                    .post("/api/v1/models/" + name + "/predict", row)
                    .expect(200)
                    .json()
                    .at("/predictions/0/inferenceId")
                    .asText();
        }
        Await.until("the last answer in the log", Journey.LONGEST, () -> Optional.of(
                        server.api().get("/api/v1/inferences/" + inference))
                .filter(reply -> reply.status() == 200));
    }

    @Test
    void a_part_of_a_name_finds_each_kind() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = search(browser, name.substring(0, 10));
            for (String kind : new String[] {"Models", "Versions", "Deployments", "Datasets"}) {
                assertThat(page.locator("section[aria-label=" + kind + "] a")).containsText(name);
            }
            assertThat(page).hasTitle(Pattern.compile("Search: found-.* · Modelyard"));
            assertThat(page.locator("#search")).hasValue(name.substring(0, 10));
            type(page, name + ":1.0");
            page.click("section[aria-label=Versions] a");
            assertThat(page).hasURL(Pattern.compile(".*/console/models/" + name + "/versions/1.0.0"));
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void an_inference_is_found_by_its_unit_and_by_its_id() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = search(browser, name + "x1");
            assertThat(page.locator("section[aria-label=Inferences] tbody tr")).hasCount(1);
            page.click("section[aria-label=Inferences] td.mono a");
            assertThat(page).hasURL(Pattern.compile(".*/console/inferences/" + inference));
            page.navigate("/console/");
            type(page, inference);
            assertThat(page).hasURL(Pattern.compile(".*/console/inferences/" + inference));
            assertThat(page.locator("main")).containsText(name + "x1");
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void what_is_typed_is_taken_literally() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = search(browser, "%");
            assertThat(page.locator(".verdict")).containsText("Nothing is called “%”");
            type(page, "found_");
            assertThat(page.locator(".verdict")).containsText("Nothing is called “found_”");
            type(page, "<b>'\"");
            assertThat(page.locator(".verdict")).containsText("Nothing is called “<b>'\"”");
            assertThat(browser.faults()).isEmpty();
        }
    }

    private static Page search(ConsoleBrowser browser, String text) {
        Page page = browser.administrator(ColorScheme.LIGHT, 1440);
        type(page, text);
        return page;
    }

    private static void type(Page page, String text) {
        page.keyboard().press("/");
        assertThat(page.locator("#search")).isFocused();
        page.fill("#search", text);
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/console/(search|inferences).*"));
    }
}
