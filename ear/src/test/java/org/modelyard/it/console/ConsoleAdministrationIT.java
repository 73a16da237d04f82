package org.modelyard.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient;
import org.modelyard.it.Await;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** Who may come in, kept by the console alone; each change stands in the audit's page afterwards. */
@OnH2
class ConsoleAdministrationIT {

    private static final String PASSWORD = "a long pass phrase";
    private static final Duration POLL = Duration.ofSeconds(10);

    private final ModelyardServer server;
    private final String name = "console-" + UUID.randomUUID().toString().substring(0, 8);

    ConsoleAdministrationIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void a_user_is_made_changed_and_put_out_of_service() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page admin = browser.administrator(ColorScheme.LIGHT, 1440);
            create(admin);
            Page newcomer = browser.user(name, PASSWORD, ColorScheme.LIGHT, 1440);
            assertThat(newcomer.locator(".top .role")).hasText("VIEWER");

            change(admin);
            admin.selectOption("#newRole", "OPERATOR");
            admin.click("#setRole");
            assertThat(admin.locator(".notices")).containsText(name + ": Role changed");
            assertThat(row(admin, name)).containsText("OPERATOR");
            newcomer.reload();
            assertThat(newcomer.locator(".top .role")).hasText("OPERATOR");

            change(admin);
            admin.click("#deactivate");
            assertThat(row(admin, name)).containsText("INACTIVE");
            newcomer.navigate("/console/datasets");
            assertThat(newcomer).hasURL(Pattern.compile(".*/console/login.*"));

            assertThat(audit(admin, "user/" + name))
                    .contains("user.create", "role VIEWER", "role OPERATOR, active true", "active false");
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void a_refusal_keeps_what_was_typed() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page admin = browser.administrator(ColorScheme.LIGHT, 1440);
            fillNewUser(admin, "admin", PASSWORD);
            assertThat(admin.locator(".notices")).containsText("taken");
            assertThat(admin.locator("#name")).hasValue("admin");
            assertThat(admin.locator("#name")).isVisible();
            fillNewUser(admin, name, "short");
            assertThat(admin.locator(".notices")).containsText("12 to 200 characters");
            assertThat(row(admin, name)).hasCount(0);
            admin.navigate("/console/administration?user=admin");
            admin.click("#deactivate");
            assertThat(admin.locator(".notices")).containsText("last administrator");
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void a_token_is_shown_once_works_and_is_revoked() {
        try (ConsoleBrowser browser = ConsoleBrowser.open(server)) {
            Page admin = browser.administrator(ColorScheme.LIGHT, 1440);
            admin.navigate("/console/administration");
            admin.click("summary:has-text('New token')");
            admin.fill("#tokenName", name);
            admin.selectOption("#tokenRole", "REVIEWER");
            admin.fill("#days", "2");
            admin.click("#makeToken");
            String secret = admin.locator("#secretText").innerText();
            ApiClient program = server.anonymous().with(secret);
            assertThat(program.get("/api/v1/me").expect(200).json().path("role").asText())
                    .isEqualTo("REVIEWER");

            assertThat(admin.navigate("/console/administration").text()).doesNotContain(secret);
            assertThat(row(admin, name)).containsText("VALID");
            row(admin, name).getByText("Revoke").click();
            assertThat(admin.locator("#end")).containsText(name);
            String token = admin.url().replaceFirst(".*token=", "");
            admin.click("#revoke");
            assertThat(admin.locator(".notices")).containsText("is revoked");
            assertThat(row(admin, name)).containsText("REVOKED");
            Await.until("the revoked token to be refused", POLL, () -> Optional.of(
                            program.get("/api/v1/me").status())
                    .filter(status -> status == 401));

            String lines = audit(admin, "token/" + token);
            assertThat(lines).contains("token.create", "token.revoke", "admin/" + name);
            assertThat(lines).doesNotContain(secret);
            assertThat(browser.faults()).isEmpty();
        }
    }

    private void create(Page admin) {
        fillNewUser(admin, name, PASSWORD);
        assertThat(admin.locator(".notices")).containsText("User " + name + " has the role VIEWER.");
        assertThat(row(admin, name)).containsText("ACTIVE");
    }

    private static void fillNewUser(Page admin, String name, String password) {
        admin.navigate("/console/administration");
        admin.click("summary:has-text('New user')");
        admin.fill("#name", name);
        admin.selectOption("#role", "VIEWER");
        admin.fill("#password", password);
        admin.click("#create");
    }

    private void change(Page admin) {
        admin.getByLabel("Change " + name).click();
        admin.waitForURL("**/console/administration?user=" + name);
    }

    private static Locator row(Page page, String name) {
        return page.locator("main tbody tr")
                .filter(new Locator.FilterOptions().setHas(page.locator("b:text-is('" + name + "')")));
    }

    /** The lines about one subject, asked for by the page's own filter. */
    private static String audit(Page admin, String subject) {
        admin.click("nav a:has-text('Audit')");
        admin.fill("#subject", subject);
        admin.click("#filter");
        admin.waitForURL("**/console/audit?**");
        assertThat(admin.locator("#lines .subject").first()).hasText(subject);
        return admin.locator("#lines").innerText();
    }
}
