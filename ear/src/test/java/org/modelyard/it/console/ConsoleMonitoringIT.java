package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.modelyard.it.Await;
import org.modelyard.it.Journey;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** Drift by the button: the report with its chart, the alert at the bell of another page, and who sees to it. */
@OnH2
class ConsoleMonitoringIT {

    private static final double PATIENCE_MILLIS = 60_000;
    private static final String SHARES = "Object.values(PrimeFaces.widgets).find(one => one.chart).chart.data";

    private final ModelyardServer server;
    private final String name = "drifting-" + UUID.randomUUID().toString().substring(0, 8);

    ConsoleMonitoringIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void drift_is_found_rings_and_is_seen_to() {
        askedOtherwiseThanTrained();
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            // in another session than the one that tests share
            Page elsewhere = browser.user("admin", ModelyardServer.ADMIN_PASSWORD, ColorScheme.DARK, 1440);
            elsewhere.navigate("/console/datasets");
            elsewhere.evaluate("window.mark = 'the same page'");
            Page page = browser.administrator(ColorScheme.LIGHT, 1440);
            page.navigate("/console/monitoring");
            page.evaluate("window.mark = 'the same page'");

            page.getByLabel("Check " + name + " for drift").click();
            assertThat(page.locator(".notices")).containsText("A drift check of " + name + " is asked for.");
            assertThat(models(page)).containsText("DRIFTED", patiently());
            assertThat(alerts(page)).containsText("distributions drifted", patiently());
            assertThat(page.evaluate("window.mark")).as("by push").isEqualTo("the same page");
            assertThat(elsewhere.locator(".bell")).hasAttribute("aria-label", openAlerts());

            pressAmongPushes(page, models(page).locator("a[href*='/reports/']"));
            report(page);

            page.navigate("/console/monitoring");
            alerts(page).locator("a").click();
            acknowledge(page);
            assertThat(elsewhere.locator(".bell")).hasAttribute("aria-label", openAlerts());
            assertThat(elsewhere.evaluate("window.mark")).as("by push").isEqualTo("the same page");
            page.navigate("/console/monitoring");
            assertThat(models(page)).hasCount(1);
            assertThat(alerts(page)).hasCount(0);
            page.click("text=Also the acknowledged ones");
            assertThat(alerts(page)).containsText("admin");
            assertThat(browser.faults()).isEmpty();
        }
    }

    /** Incomes are far above any that it was trained with. */
    private void askedOtherwiseThanTrained() {
        Journey journey = new Journey(server.api());
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(1_000, 7));
        journey.completed(journey.train(name, name, ""));
        journey.deploy(name, "1.0.0");
        String shifted = IntStream.range(0, 400)
                .mapToObj(i -> "{\"income\":" + (200 + i) + ",\"debt\":" + i % 40 + ",\"job\":\"employed\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String last =
                journey.predict(name, shifted).path(399).path("inferenceId").asText();
        Await.until("the last prediction in the log", Journey.LONGEST, () -> Optional.of(
                        server.api().get("/api/v1/inferences/" + last))
                .filter(reply -> reply.status() == 200));
    }

    /** What is pushed between press and release waits, so that the link is still there when it is released. */
    private static void pressAmongPushes(Page page, Locator link) {
        link.hover();
        page.mouse().down();
        page.evaluate("modelyard.changed('drift')");
        assertThat(page.evaluate("modelyard.waiting.length > 0")).as("waits").isEqualTo(true);
        page.mouse().up();
    }

    /** The chart shows what the table behind it says: shares of all rows, of training and window. */
    private void report(Page page) {
        assertThat(page.locator("h1")).containsText(name + " 1.0.0 DRIFTED");
        assertThat(page.locator(".verdict")).containsText("What " + name + " is asked has changed");
        page.getByLabel("All lines, table").locator("a:text-is('income')").click();
        assertThat(page.locator("h2").first()).containsText("income");
        assertThat(page.locator("canvas")).isVisible();
        page.click("summary:has-text('The chart as a table')");
        List<String> table =
                page.getByLabel("The chart as a table").locator("tbody tr").allInnerTexts();
        assertThat(table)
                .hasSize(((Number) page.evaluate(SHARES + ".labels.length")).intValue())
                .hasSizeGreaterThan(1);
        for (int series = 0; series < 2; series++) {
            List<?> shares = (List<?>) page.evaluate(SHARES + ".datasets[" + series + "].data");
            assertThat(shares.stream()
                            .mapToDouble(share -> ((Number) share).doubleValue())
                            .sum())
                    .isCloseTo(100, Offset.offset(0.5));
            int most = IntStream.range(0, table.size())
                    .reduce((one, other) -> share(shares, other) > share(shares, one) ? other : one)
                    .orElseThrow();
            assertThat(table.get(most).split("\t")[1 + series]).isEqualTo("%.1f %%".formatted(share(shares, most)));
        }
    }

    private static double share(List<?> shares, int bin) {
        return ((Number) shares.get(bin)).doubleValue();
    }

    private void acknowledge(Page page) {
        assertThat(page.locator("h1")).containsText(name);
        assertThat(page.locator(".verdict")).containsText("nobody has seen to it yet");
        page.click("#acknowledge");
        assertThat(page.locator(".verdict")).containsText("admin sees to it since");
        assertThat(page.locator("#acknowledge")).hasCount(0);
        page.click("text=See the drift report");
        assertThat(page).hasURL(Pattern.compile(".*/console/monitoring/reports/[0-9a-f-]{36}"));
    }

    private Locator models(Page page) {
        return page.locator("section[aria-label=Models] tbody tr", new Page.LocatorOptions().setHasText(name));
    }

    private Locator alerts(Page page) {
        return page.locator("section[aria-label=Alerts] tbody tr", new Page.LocatorOptions().setHasText(name));
    }

    /** As it is now: other tests' alerts close themselves meanwhile. */
    private String openAlerts() {
        int count = server.api()
                .get("/api/v1/alerts?limit=500&state=OPEN")
                .expect(200)
                .json()
                .path("items")
                .size();
        return count == 0 ? "No open alerts" : count == 1 ? "1 open alert" : count + " open alerts";
    }

    private static LocatorAssertions.ContainsTextOptions patiently() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    }
}
