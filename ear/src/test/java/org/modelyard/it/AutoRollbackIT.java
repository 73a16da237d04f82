package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A version that is lost, or found wrong, while it serves. */
class AutoRollbackIT {

    private static final String NAME = "loans";
    private static final String NUMBERS = "numbers";

    @Test
    void the_last_good_version_comes_back_when_the_one_that_serves_cannot_be_loaded_or_answers_otherwise()
            throws IOException {
        try (Endpoint endpoint = new Endpoint();
                ModelyardServer server =
                        ModelyardServer.start(Database.H2, Map.of("MODELYARD_REMOTE_HOSTS", endpoint.host()))) {
            ApiClient api = server.api();
            Journey journey = new Journey(api);
            a_canary_that_differs_brings_the_last_good_version_back(api, journey, endpoint);
            journey.newLoanDataset(NAME);
            deployNext(journey, 300);
            String bad = deployNext(journey, 500);
            assertThat(serving(api)).contains(bad);
            String sha256 = artifact(api, bad);

            server.kill9();
            damage(server.home(), sha256);
            server.start();

            Await.until("version 1.0.0 to serve again", Journey.LONGEST, () -> serving(api)
                    .filter("1.0.0"::equals));
            JsonNode deployments = api.get("/api/v1/deployments?model=" + NAME)
                    .expect(200)
                    .json()
                    .path("items");
            assertThat(deployments.path(0).path("createdBy").asText()).isEqualTo("server");
            assertThat(deployments.path(1).path("state").asText()).isEqualTo("FAILED");
            assertThat(deployments.path(1).path("problem").asText()).contains("cannot be loaded");
        }
    }

    /** Elsewhere somebody has put another model behind the same address. */
    private static void a_canary_that_differs_brings_the_last_good_version_back(
            ApiClient api, Journey journey, Endpoint endpoint) {
        NumbersInService numbers = new NumbersInService(api, NUMBERS);
        numbers.make(1);
        journey.deploy(NUMBERS, "1.0.0");
        numbers.add(endpoint.document());
        String deployment = api.post(
                        "/api/v1/deployments",
                        "{\"model\":\"" + NUMBERS + "\",\"version\":\"1.0.1\",\"autoRollback\":true,"
                                + "\"canary\":[{\"inputs\":{\"x\":150},\"value\":100,\"tolerance\":1}]}")
                .expect(202)
                .json()
                .path("id")
                .asText();
        JsonNode active = Await.state(api, "/api/v1/deployments/" + deployment, Journey.LONGEST, "ACTIVE", "FAILED")
                .json();
        assertThat(active.path("state").asText()).as(active.toString()).isEqualTo("ACTIVE");
        endpoint.answer = 250;
        Await.until("version 1.0.0 to serve again", Journey.LONGEST, () -> Optional.of(
                        api.post("/api/v1/models/" + NUMBERS + "/predict", "{\"inputs\":{\"x\":150}}")
                                .expect(200) // at no time is there nothing that answers
                                .json())
                .filter(answered ->
                        answered.at("/predictions/0/version").asText().equals("1.0.0")));
        JsonNode history = api.get("/api/v1/deployments?model=" + NUMBERS)
                .expect(200)
                .json()
                .path("items");
        assertThat(history.path(0).path("version").asText()).isEqualTo("1.0.0");
        assertThat(history.path(0).path("createdBy").asText()).isEqualTo("server");
        assertThat(history.path(1).path("state").asText()).isEqualTo("FAILED");
        assertThat(history.path(1).path("problem").asText()).startsWith("Canary input 1 of 1 is answered 250");
        Await.until("the alert", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/alerts").expect(200).body())
                .filter(alerts -> alerts.contains("CANARY_DIFFERS") && alerts.contains("model/" + NUMBERS)));
    }

    /** A model elsewhere that answers 0 to less than 100, and else what it is told to. */
    private static final class Endpoint implements AutoCloseable {
        private static final Pattern X = Pattern.compile("\"x\" *: *([0-9.]+)");
        private final HttpServer http;
        private volatile double answer = 100;

        Endpoint() throws IOException {
            http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
            http.createContext("/", this::answer);
            http.start();
        }

        String host() {
            return "127.0.0.1:" + http.getAddress().getPort();
        }

        String document() {
            return "{\"scorer\":{\"type\":\"remote\",\"protocol\":\"JSON\",\"url\":\"http://" + host() + "/\","
                    + "\"signature\":{\"task\":\"REGRESSION\",\"inputs\":[{\"name\":\"x\",\"type\":\"NUMERIC\"}]}"
                    + ",\"timeout\":\"PT5S\",\"template\":{\"x\":\"{{x}}\"},\"answer\":{\"value\":\"/y\"}}}";
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                Matcher x = X.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                double told = x.find() && Double.parseDouble(x.group(1)) >= 100 ? answer : 0;
                byte[] body = ("{\"y\":" + told + "}").getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    /** @return the version */
    private static String deployNext(Journey journey, int rows) {
        journey.importCsv(NAME, Journey.loans(rows, rows));
        String version = journey.completed(journey.train(NAME, NAME, ""))
                .path("modelVersion")
                .asText();
        journey.deploy(NAME, version);
        return version;
    }

    private static Optional<String> serving(ApiClient api) {
        ApiClient.Reply reply =
                api.post("/api/v1/models/" + NAME + "/predict", "{\"inputs\":" + Journey.loanInputs(60, 10) + "}");
        return reply.status() == 200
                ? Optional.of(reply.json().at("/predictions/0/version").asText())
                : Optional.empty();
    }

    private static String artifact(ApiClient api, String version) {
        JsonNode artifacts = api.get("/api/v1/models/" + NAME + "/versions/" + version)
                .expect(200)
                .json()
                .path("artifacts");
        return StreamSupport.stream(artifacts.spliterator(), false)
                .filter(artifact -> artifact.path("kind").asText().equalsIgnoreCase("model"))
                .map(artifact -> artifact.path("sha256").asText())
                .findFirst()
                .orElseThrow();
    }

    private static void damage(Path home, String sha256) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            Path artifact = files.filter(Files::isRegularFile)
                    .filter(file -> sha256.endsWith(file.getFileName().toString())
                            || file.getFileName().toString().startsWith(sha256))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(artifact);
            bytes[bytes.length / 2] ^= 1;
            artifact.toFile().setWritable(true);
            Files.write(artifact, bytes);
        }
    }
}
