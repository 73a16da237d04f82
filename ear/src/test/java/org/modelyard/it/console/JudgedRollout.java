package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.modelyard.it.ApiClient;
import org.modelyard.it.Await;

/** A rollout that is begun on a version's page with a judgement of its own, where another version serves. */
final class JudgedRollout {

    private static final String ENVIRONMENT = "development";
    private static final String VALUE = "[id='judged:4:judgedBy']";

    private JudgedRollout() {}

    /** Ends it again. */
    static void walk(ApiClient api, Page page, String model, String serving, String candidate) {
        String deployment = api.post(
                        "/api/v1/deployments", Map.of("model", model, "version", serving, "environment", ENVIRONMENT))
                .expect(202)
                .json()
                .path("id")
                .asText();
        Await.state(api, "/api/v1/deployments/" + deployment, Duration.ofSeconds(30), "ACTIVE");
        page.navigate("/console/models/" + model + "/versions/" + candidate);
        page.click("summary:has-text('Roll it out step by step')");
        page.selectOption("#roll-environment", ENVIRONMENT);
        page.selectOption("#roll-strategy", "CANARY");
        page.click("summary:has-text('How it is judged')");
        page.check(VALUE);
        page.click("#do-rollout");
        assertThat(page.locator("#roll .wrong")).containsText("Say how much less an answer");
        assertThat(page.locator(VALUE)).isChecked();
        Assertions.assertThat(ConsoleBrowser.violations(page)).isEmpty();
        page.fill("[id='judged:4:judgedTolerance']", "0.5");
        page.fill("#judgedMinimum", "200");
        page.click("#do-rollout");
        page.waitForURL("**/console/rollouts/*");
        String path = "/api/v1/rollouts/" + page.url().substring(page.url().lastIndexOf('/') + 1);
        JsonNode begun = api.get(path).expect(200).json();
        api.post(path + "/abort", "{}").expect(200);
        Assertions.assertThat(begun.path("metrics").toString()).isEqualTo("[\"VALUE\"]");
        Assertions.assertThat(begun.path("minimum").asInt()).isEqualTo(200);
        Assertions.assertThat(begun.path("alpha").asDouble()).isEqualTo(0.05);
        Assertions.assertThat(begun.path("strategy").asText()).isEqualTo("CANARY");
    }
}
