package org.modelyard.it.fullserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.it.ApiClient;
import org.modelyard.it.Await;

/** The EAR on stock Payara Server, prepared by the script that ships with it. */
class FullServerIT {

    private static final String TOKEN = "ear-admin-token-0123456789-abcdefghij";
    private static final String PASSWORD = "ear-admin-password";
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"");

    @SuppressWarnings("NullAway.Init")
    private static PayaraServer server;

    @SuppressWarnings("NullAway.Init")
    private static ApiClient api;

    @BeforeAll
    static void deploy(@TempDir Path home) throws IOException, InterruptedException {
        Path target = Path.of("target").toAbsolutePath();
        server = new PayaraServer(
                target.resolve("full-server/payara6"),
                Map.of(
                        "MODELYARD_HOME", home.toString(),
                        "MODELYARD_ADMIN_TOKEN", TOKEN,
                        "MODELYARD_ADMIN_PASSWORD", PASSWORD));
        server.create();
        server.runScript(target.resolve("modelyard.asadmin"));
        server.deploy(target.resolve("modelyard.ear"));
        api = new ApiClient(server.uri(), TOKEN);
        awaitReady();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        server.close();
    }

    @Test
    void trains_deploys_predicts_logs_in_and_still_predicts_after_a_restart() throws IOException, InterruptedException {
        api.post("/api/v1/datasets", Map.of("name", "plants", "task", "CLASSIFICATION", "target", "kind"))
                .expect(201);
        api.send("POST", "/api/v1/datasets/plants/imports", csv(), Map.of("Content-Type", "text/csv"))
                .expect(200, 201, 202);
        String job = api.post(
                        "/api/v1/training-jobs",
                        Map.of(
                                "model",
                                "plants",
                                "dataset",
                                "plants",
                                "trainer",
                                Map.of("type", "logistic-regression"),
                                "seed",
                                42))
                .expect(202)
                .json()
                .get("id")
                .asText();
        String version = Await.state(api, "/api/v1/training-jobs/" + job, LONG, "COMPLETED")
                .json()
                .get("modelVersion")
                .asText();
        assertThat(version).isEqualTo("1.0.0");
        api.post("/api/v1/deployments", Map.of("model", "plants", "version", version, "environment", "production"))
                .expect(202);
        assertThat(predict()).isEqualTo("tall");
        assertThat(consoleAfterLogIn()).contains("Overview").contains("admin");

        server.restart();
        awaitReady();
        assertThat(predict()).isEqualTo("tall");
        assertThat(api.get("/api/v1/batch/executions").expect(200).body()).contains("COMPLETED");
    }

    private static void awaitReady() {
        ApiClient anybody = api.with(null);
        Await.until(
                "the server to be ready",
                LONG,
                () -> anybody.answers("/health") ? Optional.of(true) : Optional.empty());
    }

    private static String predict() {
        return Await.until("the deployment to answer", LONG, () -> {
            ApiClient.Reply reply =
                    api.post("/api/v1/models/plants/predict", Map.of("inputs", Map.of("height", 9.5, "leaves", 20)));
            return reply.status() == 200
                    ? Optional.of(reply.json().at("/predictions/0/label").asText())
                    : Optional.empty();
        });
    }

    /** 300 plants that a line separates. */
    private static String csv() {
        StringBuilder csv = new StringBuilder("height,leaves,kind\n");
        for (int i = 0; i < 300; i++) {
            boolean tall = i % 2 == 0;
            double height = (tall ? 7 : 1) + i % 30 / 10.0;
            csv.append(height)
                    .append(',')
                    .append(10 + i % 17)
                    .append(',')
                    .append(tall ? "tall" : "small")
                    .append('\n');
        }
        return csv.toString();
    }

    private static String consoleAfterLogIn() throws IOException, InterruptedException {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        URI login = server.uri().resolve("/console/login");
        String page = browser.send(HttpRequest.newBuilder(login).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher state = VIEW_STATE.matcher(page);
        assertThat(state.find()).as("view state in %s", page).isTrue();
        String form = "login=login&name=admin&password=" + encoded(PASSWORD) + "&enter=Log+in&jakarta.faces.ViewState="
                + encoded(state.group(1));
        HttpRequest enter = HttpRequest.newBuilder(server.uri().resolve("/console/login.xhtml"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return browser.send(enter, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
