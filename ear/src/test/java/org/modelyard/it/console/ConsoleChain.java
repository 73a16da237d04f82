package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.modelyard.it.ModelyardServer;

/** The steps of the main job in a browser, from a file to what became of an answer. */
record ConsoleChain(ModelyardServer server) {

    private static final double TRAINING_MILLIS = 180_000;

    void goneThrough(String name, String target, Path file, int epochs) {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, 1440);
            createDataset(page, name, target);
            upload(page, name, file);
            train(page, name, epochs);
            export(page, name);
            deploy(page, name);
            predict(page);
            sayThatItIsRight(page, name);
            assertThat(browser.faults()).isEmpty();
        }
    }

    private static void createDataset(Page page, String name, String target) {
        page.click("nav a:has-text('Datasets')");
        page.waitForURL("**/console/datasets");
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
    private static void train(Page page, String name, int epochs) {
        page.click("text=Train a model");
        page.waitForURL("**/console/training/new**");
        page.click("#tuning summary");
        page.getByLabel("epochs", new Page.GetByLabelOptions().setExact(true)).fill(Integer.toString(epochs));
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
                .containsText(Pattern.compile("logistic-regression \\{.*epochs=" + epochs + "[,}]")); // as typed
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
}
