package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.modelyard.it.ApiClient;

/** A version of loans that is asked by hand: one row with all that can be said of it, many rows, candidates; what became of a unit. */
final class AskedByHand {

    private static final String INCOMES = "income,debt\n70,3\nmuch,2\n20,9\n";
    private static final String CANDIDATES = "{\"item\":\"small\",\"inputs\":{\"income\":20,\"debt\":30}}\n"
            + "{\"item\":\"large\",\"inputs\":{\"income\":95,\"debt\":1}}\n";

    private static final String DRAFT =
            "{\"scorer\":{\"type\":\"rules\",\"signature\":{\"task\":\"CLASSIFICATION\",\"labels\":[\"no\",\"yes\"],"
                    + "\"inputs\":[{\"name\":\"income\",\"type\":\"NUMERIC\"}]},\"rules\":[{\"when\":\"income > 30\",\"answer\":\"yes\"}],"
                    + "\"otherwise\":{\"answer\":\"no\"}}}";

    private AskedByHand() {}

    /** @param model whose version 1.0.0 takes incomes and debts, serves nowhere, and says yes to large incomes */
    static void walk(Page page, String model) throws IOException {
        one(page, model);
        many(page, model);
        candidates(page, model);
        unit(page);
        readiness(page, model);
    }

    /** A model that has a draft alone. */
    static void nothing(ApiClient api, Page page, String model) {
        api.post("/api/v1/models/" + model + "/versions", DRAFT).expect(201);
        for (String where : List.of("predict?fill=1", "rows", "recommend")) {
            page.navigate("/console/models/" + model + "/" + where);
            assertThat(page.locator("#nothing-answers")).containsText("its versions");
            assertThat(page.locator("input[type=submit]")).hasCount(0);
        }
    }

    private static void one(Page page, String model) {
        page.navigate("/console/models/" + model + "/predict?to=1.0.0");
        page.fill("#wish", "^9");
        page.click("button:has-text('Choose')");
        assertThat(page.locator("#wish-problem")).containsText("Choose another");
        page.fill("#wish", "^1");
        page.click("button:has-text('Choose')");
        assertThat(page).hasURL(Pattern.compile(".*[?&]wish=(%5E|\\^)1(&.*)?"));
        page.getByLabel("income").fill("70");
        page.getByLabel("debt").fill("3");
        page.fill("#unit", "anna");
        page.fill("#attributes", "tier = gold");
        page.fill("#topK", "1");
        page.fill("#deadline", "soon");
        page.check("#explain");
        page.click("#predict");
        assertThat(page.locator(".field:has(#deadline) .wrong")).containsText("seconds above 0");
        assertThat(page.locator("#attributes")).hasValue("tier = gold");
        page.fill("#deadline", "20");
        page.click("#predict");
        assertThat(page.locator("section[aria-label=Answer] > .bar")).hasCount(1);
        assertThat(page.locator("section[aria-label=Answer]")).containsText("One more label is less probable");
        assertThat(page.locator("#came-back")).containsText("The caller asked for this version");
        assertThat(page.locator("#came-back")).containsText("ms on the server");
        assertThat(page.locator("#reasons .reason")).hasCount(2);
        assertThat(page.locator("#reasons h2")).containsText("Why ‘yes’?");
        assertThat(ConsoleBrowser.violations(page)).isEmpty();
    }

    private static void many(Page page, String model) throws IOException {
        page.click("a:has-text('Many rows at once')");
        page.waitForURL("**/console/models/" + model + "/rows**");
        page.fill("#rows", "wage\n7\n");
        page.click("#ask-rows");
        assertThat(page.locator("#sent-problems")).containsText("The model has no input 'wage'.");
        assertThat(page.locator("#rows")).hasValue(Pattern.compile("wage\\s+7\\s*"));
        page.fill("#rows", "income,debt\n" + "7,3\n".repeat(101));
        page.check("#explain");
        page.click("#ask-rows");
        assertThat(page.locator(".notices"))
                .containsText("At most 100 rows of a request are explained; these are 101.");
        page.fill("#rows", INCOMES);
        page.click("#ask-rows");
        assertThat(page).hasURL(Pattern.compile(".*[?&]sheet=.*"));
        assertThat(page.locator(".verdict")).containsText("2 of 3 rows were answered");
        assertThat(page.locator("#answers tbody tr")).hasCount(3);
        assertThat(page.locator("#answers tbody tr").first().locator("[data-label=Why]"))
                .containsText(Pattern.compile("income [+-][0-9.,e+-]+.*\\(probability\\)"));
        assertThat(page.locator("#answers tbody tr").nth(1))
                .containsText("line 3.income: This must be a finite number.");
        assertThat(ConsoleBrowser.violations(page)).isEmpty();
        Download file = page.waitForDownload(() -> page.click("#answers-csv"));
        List<String> lines = Files.readAllLines(file.path());
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("inferenceId,version,variant,label,score,job,explanation,error");
        page.click("a:has-text('without an answer')");
        assertThat(page.locator("#answers tbody tr")).hasCount(1);
    }

    private static void candidates(Page page, String model) {
        page.setViewportSize(320, 900);
        page.navigate("/console/models/" + model + "/recommend?to=1.0.0");
        page.fill("#offered", CANDIDATES);
        page.click("#recommend");
        assertThat(page.locator(".field:has(#unit) .wrong")).containsText("Say for whom");
        page.fill("#unit", "anna");
        page.click("#recommend");
        assertThat(page.locator("#ranking tbody tr")).hasCount(2);
        assertThat(page.locator("#ranking tbody tr").first()).containsText("large");
        assertThat(page.locator("#ranking tbody tr").first()).containsText(Pattern.compile("debt|taken apart"));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(320);
        page.setViewportSize(1440, 900);
        assertThat(ConsoleBrowser.violations(page)).isEmpty();
    }

    private static void unit(Page page) {
        page.click("summary:has-text('Say what became of it')");
        page.fill("#saidItem", "large");
        page.fill("#saidWindow", "a day");
        page.selectOption("#saidUsed", "true");
        page.click("#give-feedback");
        assertThat(page.locator(".field:has(#saidUnit) .wrong")).containsText("Say whose latest answer");
        assertThat(page.locator(".field:has(#saidWindow) .wrong")).containsText("is no time");
        page.fill("#saidUnit", "anna");
        page.fill("#saidWindow", "PT1H");
        page.click("#give-feedback");
        assertThat(page.locator("#unit-feedback [role=status]")).containsText("taken");
    }

    private static void readiness(Page page, String model) {
        page.navigate("/console/models/" + model + "/versions/1.0.0");
        page.click("#check-readiness");
        assertThat(page.locator("#ready .state")).hasText("ready");
        assertThat(page.locator("#ready")).containsText("takes requests nowhere now");
    }
}
