package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.it.Journey;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** The form of a training offers each trainer of the dataset's task, with its own hyperparameters. */
@OnH2
class ConsoleTrainerIT {

    private final ModelyardServer server;
    private final String name = "chosen-" + UUID.randomUUID().toString().substring(0, 8);

    ConsoleTrainerIT(ModelyardServer server) {
        this.server = server;
    }

    @BeforeEach
    void loans() {
        Journey journey = new Journey(server.api());
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(500, 3));
    }

    @Test
    void another_trainer_is_chosen_tuned_and_run() throws IOException {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, 1440);
            page.navigate("/console/training/new");
            page.selectOption("#source", name);
            assertThat(page.locator("#trainer option")).hasText(new String[] {
                "logistic-regression",
                "multinomial-naive-bayes",
                "decision-tree",
                "random-forest",
                "gradient-boosted-trees",
                "neural-network",
                "k-nearest-neighbours",
                "factorisation-machine",
                "liblinear",
                "ensemble"
            });
            page.selectOption("#trainer", "random-forest");
            assertThat(page.locator("#tuning summary")).hasText("Hyperparameters of random-forest");
            page.click("#tuning summary");
            page.getByLabel("trees").fill("7");
            page.selectOption("#outputs", "job");
            assertThat(page.locator("#weightFeature option")).hasText(new String[] {"no feature", "income", "debt"});
            page.click("summary:has-text('How it is done')");
            page.getByLabel("Slices to look at").fill("well paid: income > 60");
            page.click("#go");
            page.waitForURL(Pattern.compile(".*/console/training/[0-9a-f-]{36}"));
            assertThat(page.locator("h1"))
                    .containsText(
                            "COMPLETED",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(Journey.LONGEST.toMillis()));
            assertThat(page.locator("main")).containsText(Pattern.compile("random-forest \\{.*trees=7[,}.]"));
            assertThat(page.locator("main")).containsText(Pattern.compile("Also answers\\s*\\[job]"));
            page.navigate("/console/models/" + name + "/versions/1.0.0");
            assertThat(page.locator("section[aria-label='Metrics']"))
                    .containsText("the most frequent label of training");
            assertThat(page.locator("section[aria-label='Slices']")).containsText("well paid");
            assertThat(page.locator("section[aria-label='Output job']")).containsText("accuracy");
            assertThat(page.locator("section[aria-label='Output job'] table.matrix"))
                    .containsText("employed");
            page.navigate("/console/models/" + name + "/predict?to=1.0.0");
            page.getByLabel("income").fill("70");
            page.getByLabel("debt").fill("3");
            page.click("#predict");
            assertThat(page.locator("#outputs")).containsText(Pattern.compile("job: (employed|self)"));
            page.click("#inference-link");
            assertThat(page.locator("#outputs")).containsText(Pattern.compile("job: (employed|self)"));
            AskedByHand.walk(page, name);
            AskedByHand.nothing(server.api(), page, name + "-draft");
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void a_wrong_value_is_refused_and_the_choice_stays() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, 1440);
            page.navigate("/console/training/new?dataset=" + name);
            page.selectOption("#trainer", "decision-tree");
            assertThat(page.locator("#tuning summary")).hasText("Hyperparameters of decision-tree");
            page.click("#tuning summary");
            page.getByLabel("maxDepth").fill("deep");
            page.click("#go");
            assertThat(page.locator(".notices")).containsText("not 'deep'");
            assertThat(page.locator("#trainer")).hasValue("decision-tree");
            assertThat(browser.faults()).isEmpty();
        }
    }
}
