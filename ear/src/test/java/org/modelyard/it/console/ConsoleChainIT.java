package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.it.Database;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnBothDatabases;

/** The main job through the console alone: from a file to an answer and what became of it. */
@OnBothDatabases
class ConsoleChainIT {

    /** Given to the application as it is. */
    private static final String CONTENT = "\n  Read more\nof it ";

    private final ModelyardServer server;

    ConsoleChainIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void a_newcomer_goes_from_a_file_to_feedback(@TempDir Path folder) throws IOException {
        new ConsoleChain(server).goneThrough("console-orders", "outcome", orders(folder), 30);
        importAgain("console-orders", folder);
    }

    /** A file that was said to be another thing is refused, and need not be chosen again. */
    private void importAgain(String name, Path folder) {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, 1440);
            page.navigate(server.uri() + "/console/models/" + name + "/versions/1.0.0");
            page.click(".do-export-bundle");
            Path file = folder.resolve("elsewhere.zip");
            page.waitForDownload(() -> page.click(".do-download-bundle")).saveAs(file);
            page.navigate(server.uri() + "/console/models/" + name);
            page.click("summary:has-text('Import a version')");
            page.click("#bring-in");
            assertThat(page.locator(".notices")).containsText("Choose a file");
            page.selectOption("#importFormat", "tribuo");
            page.setInputFiles("#importFile", file);
            page.click("#bring-in");
            assertThat(page.locator(".notices")).containsText("cannot be imported as tribuo");
            assertThat(page.locator(".notices")).containsText("The file has arrived");
            assertThat(page.locator("#importUpload")).hasValue(Pattern.compile("[0-9a-f-]{36}"));
            importByJob(page, name);
            page.selectOption("#importFormat", "bundle");
            page.fill("#importTags", "vendor, spring");
            page.fill("#importHyperparameters", "{\"origin\":\"the other server\"}");
            page.click("#bring-in");
            page.waitForURL("**/console/models/" + name + "/versions/1.0.1");
            assertThat(page.locator("h1")).containsText("DRAFT");
            assertThat(page.locator("#life")).containsText("spring");
            assertThat(page.locator("main")).containsText("the other server");
            declareScorer(page, name);
            if (server.database() == Database.H2) { // a form that no database has a say in
                draftExperiment(page, name);
            }
            assertThat(browser.faults()).isEmpty();
        }
    }

    /** An import that a job carries out comes to the page by itself, and leaves what is typed there. */
    private void importByJob(Page page, String name) {
        String upload = page.inputValue("#importUpload");
        server.api()
                .post(
                        "/api/v1/models/" + name + "/imports",
                        Map.of("import", Map.of("format", "tribuo", "upload", upload)))
                .expect(202);
        assertThat(page.locator("#imports .state")).hasText("FAILED");
        assertThat(page.locator("#imports")).containsText("cannot be imported as tribuo");
        assertThat(page.locator("#importUpload")).hasValue(upload);
    }

    /** What is wrong with the document stands beside it, with its place; the example makes a version. */
    private void declareScorer(Page page, String name) {
        page.navigate(server.uri() + "/console/models/" + name);
        page.click("summary:has-text('Declare a scorer')");
        page.fill("#scorerDocument", "{\"type\":\"tree\"}");
        page.click("#declare-scorer");
        assertThat(page.locator("#scorerProblems")).containsText("scorer.type");
        assertThat(page.locator("#scorerDocument")).hasValue("{\"type\":\"tree\"}");
    }

    /** The fields follow the kind; what is wrong stands beside what was typed. */
    private void draftExperiment(Page page, String name) {
        page.navigate(server.uri() + "/console/new-experiment?versionsOf=" + name);
        assertThat(page.locator("#model")).hasValue(name);
        page.click("summary:has-text('Only some units')");
        for (int width : new int[] {390, 1300, 1440}) {
            page.setViewportSize(width, 900);
            assertThat(CutOptions.of(page)).as("at " + width).isEmpty();
        }
        page.selectOption("#kind", "CONTENT");
        assertThat(page.locator("#model")).hasCount(0);
        page.selectOption("#variantCount", "3");
        assertThat(page.locator("legend:has-text('Variant')")).hasCount(3);
        page.fill("#name", name + "-captions");
        page.fill("#alpha", "often");
        page.click("#draft-experiment");
        assertThat(page.locator(".field:has(#alpha) .wrong")).containsText("'often' is no number");
        assertThat(page.locator(".field:has(#metricEvent) .wrong")).containsText("Say which event");
        assertThat(page.locator("#alpha")).hasValue("often");
        page.fill("#alpha", "5 %");
        page.fill("#metricEvent", "bought");
        for (int i = 0; i < 3; i++) {
            page.fill("[id='variants:" + i + ":variant']", "v" + i);
        }
        page.fill("[id='variants:2:shown']", CONTENT);
        page.click("summary:has-text('How many units')");
        page.fill("#baseline", "5 %");
        page.fill("#effect", "0.01");
        page.click("#size-experiment");
        assertThat(page.locator("#winner [role=status]")).containsText("units in all");
        assertThat(page.locator("#plannedUnits")).hasValue(Pattern.compile("[1-9][0-9]{3,}"));
        String size = page.locator("#plannedUnits").inputValue();
        page.fill("#effect", "0.02");
        page.click("#size-experiment");
        assertThat(page.locator("#plannedUnits")).not().hasValue(size);
        page.click("#draft-experiment");
        page.waitForURL("**/console/experiments/" + name + "-captions");
        assertThat(page.locator("h1")).containsText("DRAFT");
        changeDraft(page, name + "-captions");
    }

    /** The form has the draft's plan; what is wrong stands beside it, and what is right is kept. */
    private void changeDraft(Page page, String draft) {
        page.click("a.button:has-text('Change')");
        page.waitForURL("**/console/new-experiment?draft=" + draft);
        assertThat(page.locator("#name")).hasValue(draft);
        assertThat(page.locator("#metricEvent")).hasValue("bought");
        assertThat(page.locator("[id='variants:2:variant']")).hasValue("v2");
        assertThat(page.locator("#alpha")).hasValue("0.05");
        page.fill("#window", "a week");
        page.click("#change-draft");
        assertThat(page.locator(".field:has(#window) .wrong")).containsText("P7D is seven days");
        page.fill("#window", "P3D");
        page.fill("[id='variants:2:variant']", "third");
        page.click("#change-draft");
        page.waitForURL("**/console/experiments/" + draft);
        assertThat(page.locator("dl.facts")).containsText(Pattern.compile("v0\\s*, v1\\s*, third"));
        JsonNode plan = server.api()
                .get("/api/v1/experiments/" + draft)
                .expect(200)
                .json()
                .path("plan");
        assertThat(plan.path("window").asText()).isEqualTo("PT72H");
        assertThat(plan.at("/variants/2/content").asText()).isEqualTo(CONTENT);
    }

    /** Seeded: the outcome follows the amount and the channel, with some noise. */
    private static Path orders(Path folder) throws IOException {
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("amount,items,channel,note,outcome\n");
        List<String> channels = List.of("web", "shop", "phone");
        List<String> notes = List.of("please hurry", "gift for a friend", "second try", "as last time");
        for (int row = 0; row < 1_500; row++) {
            double amount = Math.round(20_000 * random.nextDouble()) / 100.0;
            String channel = channels.get(random.nextInt(channels.size()));
            boolean returned = amount / 200 + (channel.equals("phone") ? 0.4 : 0) + 0.3 * random.nextGaussian() > 0.8;
            csv.append(amount)
                    .append(',')
                    .append(1 + random.nextInt(9))
                    .append(',')
                    .append(channel)
                    .append(',');
            csv.append(notes.get(random.nextInt(notes.size()))).append(',').append(returned ? "returned" : "kept");
            csv.append('\n');
        }
        return Files.writeString(folder.resolve("orders.csv"), csv);
    }
}
