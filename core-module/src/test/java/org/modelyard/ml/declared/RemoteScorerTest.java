package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;

/** Against an endpoint of its own, which answers as it is told. */
class RemoteScorerTest {

    private static final String SIGNATURE =
            "\"signature\":{\"task\":\"CLASSIFICATION\",\"labels\":[\"no\",\"yes\"],\"inputs\":["
                    + "{\"name\":\"a\",\"type\":\"NUMERIC\"},{\"name\":\"b\",\"type\":\"NUMERIC\",\"default\":7}]}";
    private static final String NUMBER = "\"signature\":{\"task\":\"REGRESSION\",\"inputs\":["
            + "{\"name\":\"a\",\"type\":\"NUMERIC\"},{\"name\":\"words\",\"type\":\"TEXT\",\"required\":false}]}";
    private static final InputRow ROW = new InputRow(new double[] {1.5, Double.NaN}, new String[2]);

    private record Asked(String method, String path, JsonNode body, @Nullable String authorization) {}

    private record Reply(int status, String body) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile Function<Asked, Reply> says = ask -> new Reply(500, "{}");

    RemoteScorerTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Asked ask = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                RuleTableTest.json(body.length == 0 ? "null" : new String(body, StandardCharsets.UTF_8)),
                exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(ask);
        Reply reply = says.apply(ask);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.status() == 302) {
            exchange.getResponseHeaders().add("Location", url("/elsewhere"));
        }
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void open_inference_sends_a_tensor_an_input_and_reads_probabilities() {
        says = ask -> new Reply(
                200,
                "{\"outputs\":[{\"name\":\"p\",\"shape\":[2,2],\"datatype\":\"FP64\",\"data\":[0.25,0.75,0.9,0.1]}]}");
        Scorer scorer = open("\"protocol\":\"OPEN_INFERENCE\"," + SIGNATURE);
        Scores[] scores = scorer.scoreAll(new InputRow[] {ROW, new InputRow(new double[] {2, 3}, new String[2])});
        assertThat(scores).extracting(one -> ((Scores.Labelled) one).label()).containsExactly("yes", "no");
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).body())
                .isEqualTo(RuleTableTest.json(
                        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"FP64\",\"shape\":[2,1],\"data\":[1.5,2.0]},"
                                + "{\"name\":\"b\",\"datatype\":\"FP64\",\"shape\":[2,1],\"data\":[7.0,3.0]}]}"));
    }

    @Test
    void open_inference_takes_one_tensor_and_labels_by_name() {
        says = ask -> new Reply(
                200,
                "{\"outputs\":[{\"name\":\"other\",\"data\":[1]},{\"name\":\"c\",\"datatype\":\"BYTES\",\"data\":[\"yes\"]},"
                        + "{\"name\":\"s\",\"data\":[[0.8]]}]}");
        Scorer scorer =
                open("\"protocol\":\"OPEN_INFERENCE\",\"tensor\":\"x\",\"answer\":{\"label\":\"c\",\"score\":\"s\"},"
                        + SIGNATURE);
        Scores.Labelled answer = (Scores.Labelled) scorer.score(ROW);
        assertThat(answer.label()).isEqualTo("yes");
        assertThat(answer.score()).isEqualTo(0.8);
        assertThat(asked.get(0).body().at("/inputs/0").toString())
                .isEqualTo("{\"name\":\"x\",\"datatype\":\"FP64\",\"shape\":[1,2],\"data\":[1.5,7.0]}");
    }

    @Test
    void tensorflow_sends_instances_and_reads_predictions() {
        says = ask -> new Reply(200, "{\"predictions\":[[0.2],[0.4]]}");
        Scorer scorer = open("\"protocol\":\"TENSORFLOW\"," + SIGNATURE);
        Scores[] scores = scorer.scoreAll(new InputRow[] {ROW, ROW});
        assertThat(scores)
                .extracting(one -> ((Scores.Labelled) one).probabilities()[1])
                .containsExactly(0.2, 0.4);
        assertThat(asked.get(0).body().toString())
                .isEqualTo("{\"instances\":[{\"a\":1.5,\"b\":7.0},{\"a\":1.5,\"b\":7.0}]}");
        says = ask -> new Reply(200, "{\"predictions\":[[0.2]]}");
        assertThatThrownBy(() -> scorer.scoreAll(new InputRow[] {ROW, ROW})).isInstanceOf(Unanswerable.class);
    }

    @Test
    void torchserve_sends_one_row_and_reads_probabilities_by_label() {
        says = ask -> new Reply(200, "{\"yes\":0.9,\"no\":0.1}");
        Scorer scorer = open("\"protocol\":\"TORCHSERVE\"," + SIGNATURE);
        assertThat(scorer.batch()).isEqualTo(1);
        assertThat(((Scores.Labelled) scorer.score(ROW)).score()).isEqualTo(0.9);
        assertThat(asked.get(0).body().toString()).isEqualTo("{\"a\":1.5,\"b\":7.0}");
    }

    @Test
    void a_template_is_filled_and_pointers_find_the_answer() {
        says = ask -> new Reply(200, "{\"result\":[{\"worth\":12.5}]}");
        Scorer scorer = open(
                "\"protocol\":\"JSON\",\"template\":{\"v\":\"{{a}}\",\"all\":\"{{inputs}}\",\"say\":[\"<{{words}}> {{what}} {{a}}\",1]},"
                        + "\"answer\":{\"value\":\"/result/0/worth\"}," + NUMBER);
        InputRow row = new InputRow(new double[] {2, Double.NaN}, new String[] {null, "a \"b\" {{a}}"});
        assertThat(scorer.score(row)).isEqualTo(new Scores.Valued(12.5));
        assertThat(asked.get(0).body())
                .isEqualTo(RuleTableTest.json("{\"v\":2.0,\"all\":{\"a\":2.0,\"words\":\"a \\\"b\\\" {{a}}\"},"
                        + "\"say\":[\"<a \\\"b\\\" {{a}}> {{what}} 2.0\",1]}"));
    }

    @Test
    void the_secret_is_sent_and_stands_in_no_document() {
        says = ask -> new Reply(200, "[0.5,0.5]");
        String document = "\"protocol\":\"TORCHSERVE\",\"secret\":\"modelyard.remote.secret.scores\"," + SIGNATURE;
        open(document).score(ROW);
        assertThat(asked.get(0).authorization()).isEqualTo("Bearer s3cret");
        assertThat(spec(document).toJson().toString()).doesNotContain("s3cret");
        assertThat(ScorerSpec.read(spec(document).toJson()).toJson())
                .isEqualTo(spec(document).toJson());
        assertThatThrownBy(() -> open(document.replace("secret.scores", "secret.other")))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.getMessage())
                        .contains("modelyard.remote.secret.other"));
    }

    @Test
    void a_fault_is_tried_again_and_a_refusal_is_not() {
        says = ask -> asked.size() == 1 ? new Reply(503, "") : new Reply(200, "[0.5,0.5]");
        assertThat(open("\"protocol\":\"TORCHSERVE\",\"retries\":1," + SIGNATURE)
                        .score(ROW))
                .isNotNull();
        assertThat(asked).hasSize(2);
        says = ask -> new Reply(400, "{}");
        assertThatThrownBy(() -> open("\"protocol\":\"TORCHSERVE\",\"retries\":3," + SIGNATURE)
                        .score(ROW))
                .isInstanceOf(Unanswerable.class)
                .hasMessageContaining("400");
        assertThat(asked).hasSize(3);
    }

    @Test
    void no_redirect_is_followed() {
        says = ask -> new Reply(302, "");
        assertThatThrownBy(() -> open("\"protocol\":\"TORCHSERVE\",\"retries\":0," + SIGNATURE)
                        .score(ROW))
                .isInstanceOf(Unanswerable.class)
                .hasMessageContaining("302");
        assertThat(asked).extracting(Asked::path).containsExactly("/ask");
    }

    @Test
    void one_that_does_not_answer_in_time_is_late_and_holds_no_thread() {
        says = ask -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Reply(200, "[0.5,0.5]");
        };
        Scorer slow = open("\"protocol\":\"TORCHSERVE\",\"retries\":0,\"timeout\":\"PT0.1S\"," + SIGNATURE);
        assertThatThrownBy(() -> slow.score(ROW)).isInstanceOf(TooLate.class);
        Scorer patient = open("\"protocol\":\"TORCHSERVE\",\"retries\":5,\"timeout\":\"PT30S\"," + SIGNATURE);
        long start = System.nanoTime();
        Asking asking = new Asking(Deadline.after(start, Duration.ofMillis(100)), null);
        assertThatThrownBy(() -> patient.score(ROW, new Scores[0], asking)).isInstanceOf(TooLate.class);
        Scorer many = open("\"protocol\":\"TENSORFLOW\",\"retries\":5,\"timeout\":\"PT30S\"," + SIGNATURE);
        Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(100));
        assertThatThrownBy(() -> many.scoreAll(new InputRow[] {ROW, ROW}, soon)).isInstanceOf(TooLate.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_broken_endpoint_is_left_alone_until_its_health_is_good() {
        says = ask -> new Reply(500, "");
        Scorer scorer = open(
                "\"protocol\":\"TORCHSERVE\",\"retries\":0,\"breaker\":{\"failures\":2,\"pause\":\"PT0.05S\"},\"health\":\""
                        + url("/health") + "\"," + SIGNATURE);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> scorer.score(ROW)).hasMessageContaining("500");
        }
        long opened = System.nanoTime();
        assertThatThrownBy(() -> scorer.score(ROW)).isInstanceOf(Unanswerable.class);
        long quiet = System.nanoTime() - opened;
        assertThat(asked.size()).as("asked within " + quiet + " ns").isEqualTo(2);
        Deadline paused = Deadline.after(System.nanoTime(), Duration.ofMillis(80));
        while (!paused.over()) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> scorer.score(ROW)).hasMessageContaining("500");
        assertThat(asked).extracting(Asked::path).containsExactly("/ask", "/ask", "/health");
        says = ask -> new Reply(200, "[0.5,0.5]");
        Deadline again = Deadline.after(System.nanoTime(), Duration.ofMillis(80));
        while (!again.over()) {
            Thread.onSpinWait();
        }
        assertThat(scorer.score(ROW)).isNotNull();
        assertThat(asked.subList(3, 5)).extracting(Asked::path).containsExactly("/health", "/ask");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing|not answered JSON",
                "[0.5,0.6]|add up to 1",
                "[0.5,0.25,0.25]|2 probabilities",
                "{\"maybe\":1}|a label was expected",
                "[\"a\",\"b\"]|probability from 0 to 1",
            })
    void an_answer_that_is_odd_is_none(String body, String words) {
        says = ask -> new Reply(200, body);
        assertThatThrownBy(() -> open("\"protocol\":\"TORCHSERVE\",\"retries\":0," + SIGNATURE)
                        .score(ROW))
                .isInstanceOf(Unanswerable.class)
                .hasMessageContaining(words);
    }

    @Test
    void a_host_that_is_not_allowed_is_not_asked() {
        ScorerSpec spec = spec("\"protocol\":\"TORCHSERVE\"," + SIGNATURE);
        for (Set<String> hosts : List.of(Set.<String>of(), Set.of("127.0.0.2"), Set.of("127.0.0.1:1"))) {
            assertThatThrownBy(() -> spec.open(with(hosts)))
                    .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.getMessage())
                            .contains(
                                    "modelyard.remote.hosts",
                                    "127.0.0.1:" + server.getAddress().getPort()));
        }
        spec.open(with(Set.of("127.0.0.1:" + server.getAddress().getPort()))).close();
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"protocol\":\"GRPC\"|scorer.protocol",
                "\"protocol\":\"TORCHSERVE\",\"secret\":\"hunter2\"|scorer.secret",
                "\"protocol\":\"TORCHSERVE\",\"template\":{}|scorer.template",
                "\"protocol\":\"JSON\"|scorer.template",
                "\"protocol\":\"JSON\",\"template\":{}|scorer.answer",
                "\"protocol\":\"JSON\",\"template\":{},\"answer\":{\"label\":\"label\"}|scorer.answer.label",
                "\"protocol\":\"TORCHSERVE\",\"timeout\":\"PT1H\"|scorer.timeout",
                "\"protocol\":\"TORCHSERVE\",\"retries\":99|scorer.retries",
                "\"protocol\":\"TORCHSERVE\",\"health\":\"file:///etc/passwd\"|scorer.health",
                "\"protocol\":\"TORCHSERVE\",\"health\":\"http://me:you@host/\"|scorer.health",
                "\"protocol\":\"TORCHSERVE\",\"header\":\"A b\"|scorer.header",
            })
    void what_is_wrong_is_named_with_its_place(String document, String field) {
        assertThatThrownBy(() -> spec(document + "," + SIGNATURE))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refused -> assertThat(refused.errors().get(0).field()).isEqualTo(field));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private ScorerSpec spec(String document) {
        return ScorerSpec.read(
                RuleTableTest.json("{\"type\":\"remote\",\"url\":\"" + url("/ask") + "\"," + document + "}"));
    }

    private Scorer open(String document) {
        return spec(document).open(with(Set.of("127.0.0.1")));
    }

    private static Surroundings with(Set<String> hosts) {
        return new Surroundings() {
            @Override
            public Scorer member(String sha256) {
                throw new AssertionError("an endpoint has no members");
            }

            @Override
            public RemoteAccess remote() {
                return new RemoteAccess(hosts, key -> Optional.of("s3cret")
                        .filter(secret -> key.equals("modelyard.remote.secret.scores")));
            }
        };
    }
}
