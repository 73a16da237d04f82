package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** The main job through the console alone: from a file to an answer and what became of it. */
@OnH2
class ConsoleChainIT {

    private static final double TRAINING_MILLIS = 180_000;
    /** Given to the application as it is. */
    private static final String CONTENT = "\n  Read more\nof it ";

    private final ModelyardServer server;

    ConsoleChainIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void a_newcomer_goes_from_a_file_to_feedback(@TempDir Path folder) throws IOException {
        chain("console-orders", "outcome", orders(folder));
        importAgain("console-orders", folder);
    }

    @Test
    void adult_goes_the_same_way() {
        chain("console-adult", "income_gt_50k", shared("adult"));
    }

    @Test
    void banking77_goes_the_same_way() {
        chain("console-banking77", "label", shared("banking77"));
    }

    private static Path shared(String set) {
        Path file =
                Path.of(System.getProperty("modelyard.data", "")).resolve(set).resolve("train.csv.gz");
        Assumptions.assumeTrue(Files.isRegularFile(file), "shared data not present: skipped");
        return file;
    }

    private void chain(String name, String target, Path file) {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, 1440);
            createDataset(page, name, target);
            upload(page, name, file);
            train(page, name);
            export(page, name);
            deploy(page, name);
            predict(page);
            sayThatItIsRight(page, name);
            assertThat(browser.faults()).isEmpty();
        }
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
            page.selectOption("#importFormat", "bundle");
            page.fill("#importTags", "vendor, spring");
            page.fill("#importHyperparameters", "{\"origin\":\"the other server\"}");
            page.click("#bring-in");
            page.waitForURL("**/console/models/" + name + "/versions/1.0.1");
            assertThat(page.locator("h1")).containsText("DRAFT");
            assertThat(page.locator("#life")).containsText("spring");
            assertThat(page.locator("main")).containsText("the other server");
            declareScorer(page, name);
            draftExperiment(page, name);
            assertThat(browser.faults()).isEmpty();
        }
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

    private static void createDataset(Page page, String name, String target) {
        page.click("nav a:has-text('Datasets')");
        if (page.locator("details:not([open]) > summary").count() > 0) {
            page.click("details > summary");
        }
        page.fill("#name", name);
        page.fill("#target", target);
        page.click("#make");
        page.waitForURL("**/console/datasets/" + name);
    }

    private static void upload(Page page, String name, Path file) {
        page.setInputFiles("#file", file);
        page.click("#upload");
        assertThat(page.locator(".notices")).containsText(Pattern.compile("[1-9][0-9]* of [0-9]+ rows accepted"));
        assertThat(page).hasURL(Pattern.compile(".*/console/datasets/" + name));
    }

    /** The page of the job moves by push: the mark that a reload would lose stays, and more than one state is seen. */
    private static void train(Page page, String name) {
        page.click("text=Train a model");
        page.waitForURL("**/console/training/new**");
        page.click("#tuning summary");
        page.getByLabel("epochs", new Page.GetByLabelOptions().setExact(true)).fill("30");
        page.click("#go");
        page.waitForURL(Pattern.compile(".*/console/training/[0-9a-f-]{36}"));
        page.evaluate("window.looks = [];"
                + "const look = () => { const text = document.querySelector('#live').innerText;"
                + " if (looks.at(-1) !== text) looks.push(text); };"
                + " look(); new MutationObserver(look).observe(document.querySelector('main'),"
                + " {subtree: true, childList: true, characterData: true, attributes: true});");
        assertThat(page.locator("h1"))
                .containsText("COMPLETED", new LocatorAssertions.ContainsTextOptions().setTimeout(TRAINING_MILLIS));
        Object seen = page.evaluate("window.looks.length");
        assertThat((Integer) seen).as("looks of the page without a reload").isGreaterThan(1);
        assertThat(page.locator("main"))
                .containsText(Pattern.compile("logistic-regression \\{.*epochs=30[,}]")); // as typed
        page.click("text=See version 1.0.0");
        page.waitForURL("**/console/models/" + name + "/versions/1.0.0");
    }

    private static void export(Page page, String name) {
        page.click(".do-export-json");
        Download file = page.waitForDownload(() -> page.click(".do-download-json"));
        assertThat(file.suggestedFilename()).isEqualTo(name + "-1.0.0.json");
        assertThat(file.failure()).isNull();
    }

    private static void deploy(Page page, String name) {
        assertThat(page.locator(".verdict")).containsText("May be deployed.");
        page.click("#do-deploy");
        page.waitForURL(Pattern.compile(".*/console/deployments/[0-9a-f-]{36}"));
        assertThat(page.locator(".verdict")).containsText(name + " 1.0.0 answers all requests in production since");
        page.click("text=Try a prediction");
        page.waitForURL("**/console/models/" + name + "/predict**");
    }

    private static void predict(Page page) {
        page.click("text=Fill in an example");
        page.waitForURL(Pattern.compile(".*[?&]fill=1.*"));
        page.click("#why");
        assertThat(page.locator("#reasons h2")).containsText("Why");
        assertThat(page.locator("#reasons .reason").first()).not().isEmpty();
        page.click("#predict");
        assertThat(page.locator(".answer")).not().isEmpty();
        assertThat(page.locator("section[aria-label=Answer] .bar").first()).containsText("%");
    }

    private static void sayThatItIsRight(Page page, String name) {
        String answered = page.locator(".answer").innerText();
        page.click("#right");
        page.waitForURL("**/console/inferences/**");
        assertThat(page.locator("h1")).containsText(answered);
        assertThat(page.locator(".verdict")).containsText("Feedback says that was right.");
        String other = page.locator("#truth option").allInnerTexts().stream()
                .filter(label -> !label.equals(answered) && !label.startsWith("choose"))
                .findFirst()
                .orElseThrow();
        page.selectOption("#truth", other);
        page.click("#correct");
        assertThat(page.locator(".verdict")).containsText("Feedback says that was wrong: it is '" + other + "'.");
        assertThat(page.locator(".crumbs")).containsText(name);
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
