package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.modelyard.it.Journey;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnBothDatabases;

/** JSR-352 by hand: a job started from its page, watched there, stopped, restarted and given up. */
@OnBothDatabases
class ConsoleBatchIT {

    private static final Pattern EXECUTION = Pattern.compile(".*/console/batch/[0-9]+");
    private static final double PATIENCE_MILLIS = 60_000;

    private final ModelyardServer server;
    private final String name = "batch-" + UUID.randomUUID().toString().substring(0, 8);

    ConsoleBatchIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void a_job_is_started_with_its_parameters_and_watched_to_its_end() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, 1440);
            start(page, "retention", "olderThan", "yesterday");
            assertThat(page.locator(".notices")).containsText("olderThan must be a duration like PT24H.");
            assertThat(given(page, "retention", "olderThan")).hasValue("yesterday");
            assertThat(given(page, "retention", "olderThan")).isVisible();

            start(page, "retention", "olderThan", "P2D");
            assertThat(page).hasURL(EXECUTION);
            page.evaluate("window.mark = 'the same page'");
            state(page, "COMPLETED");
            assertThat(page.evaluate("window.mark")).as("without a reload").isEqualTo("the same page");
            assertThat(page.locator("main")).containsText("olderThan");
            assertThat(page.locator("main")).containsText("P2D");
            assertThat(page.locator("main table tbody tr").first()).containsText("COMPLETED");
            assertThat(page.locator("#stop, #restart, #abandon")).hasCount(0);

            String execution = page.url().replaceFirst(".*/", "");
            page.navigate("/console/batch");
            assertThat(page.locator("#executions tr", new Page.LocatorOptions().setHasText(execution))
                            .first())
                    .containsText("olderThan=P2D");
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void a_running_job_is_stopped_goes_on_and_is_given_up() {
        String job = waitingTraining();
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page page = browser.administrator(ColorScheme.LIGHT, 1440);
            start(page, "training", "trainingJob", job);
            assertThat(page).hasURL(EXECUTION);
            assertThat(page.locator("#restart, #abandon")).hasCount(0);
            state(page, "STARTED");
            String first = page.url();
            page.click("#stop");
            state(page, "STOPPED");
            assertThat(page.locator("#stop")).hasCount(0);

            page.click("#restart");
            assertThat(page).not().hasURL(first);
            state(page, "STARTED");
            page.click("#stop");
            state(page, "STOPPED");

            page.click("summary:has-text('Give it up')");
            page.click("#abandon");
            state(page, "ABANDONED");
            assertThat(page.locator("#stop, #restart, #abandon")).hasCount(0);
            assertThat(page.locator(".verdict")).containsText("can never be restarted");
            String execution = page.url().replaceFirst(".*/", "");
            page.navigate("/console/audit?subject=batch-execution/" + execution);
            assertThat(page.locator("#lines")).containsText("batch.restart");
            assertThat(page.locator("#lines")).containsText("batch.stop");
            assertThat(page.locator("#lines")).containsText("batch.abandon");
            assertThat(browser.faults()).isEmpty();
        }
    }

    /** @return the id of one that is made and not started, and takes minutes */
    private String waitingTraining() {
        Journey journey = new Journey(server.api());
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(30_000, 5));
        return server.api()
                .post(
                        "/api/v1/training-jobs",
                        "{\"model\":\"" + name + "\",\"dataset\":\"" + name
                                + "\",\"start\":false,\"validation\":{\"folds\":20},\"trainer\":"
                                + "{\"type\":\"logistic-regression\",\"epochs\":1000,\"patience\":1000}}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
    }

    private static void start(Page page, String job, String parameter, String value) {
        page.navigate("/console/batch");
        Locator form = form(page, job);
        form.locator("summary").click();
        given(page, job, parameter).fill(value);
        form.locator("input[type=submit]").click();
    }

    private static Locator given(Page page, String job, String parameter) {
        return form(page, job).getByLabel(Pattern.compile("^" + parameter + "\\b"));
    }

    private static Locator form(Page page, String job) {
        return page.locator(".sheet")
                .filter(new Locator.FilterOptions().setHas(page.locator("h2:text-is('" + job + "')")));
    }

    private static void state(Page page, String state) {
        assertThat(page.locator("h1 .state"))
                .hasText(state, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
    }
}
