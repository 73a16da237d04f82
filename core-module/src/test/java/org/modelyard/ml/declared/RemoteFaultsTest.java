package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;

/** Endpoints that fail, are slow, lead elsewhere or are not allowed. */
class RemoteFaultsTest extends RemoteEndpoint {

    RemoteFaultsTest() throws IOException {}

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
        says = ask -> hung();
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

    @Test
    void a_host_that_is_not_allowed_is_not_asked() {
        ScorerSpec spec = spec("\"protocol\":\"TORCHSERVE\"," + SIGNATURE);
        // a host without a port is one at the usual port of the scheme
        for (Set<String> hosts :
                List.of(Set.<String>of(), Set.of("127.0.0.2"), Set.of("127.0.0.1"), Set.of("127.0.0.1:1"))) {
            assertThatThrownBy(() -> spec.open(with(hosts)))
                    .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.getMessage())
                            .contains("modelyard.remote.hosts", host()));
        }
        spec.open(with(Set.of(host()))).close();
        RemoteAccess usual = new RemoteAccess(Set.of("models.example.org"), key -> Optional.empty());
        for (String url : List.of(
                "https://models.example.org/", "https://MODELS.example.org:443/", "http://models.example.org/")) {
            usual.require("url", URI.create(url));
        }
        assertThatThrownBy(() -> usual.require("url", URI.create("https://models.example.org:8443/")))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void the_callers_own_deadline_tells_nothing_of_the_endpoint() {
        says = ask -> hung();
        Scorer scorer =
                open("\"protocol\":\"TORCHSERVE\",\"retries\":0,\"timeout\":\"PT30S\",\"breaker\":{\"failures\":1},"
                        + SIGNATURE);
        for (int i = 0; i < 3; i++) {
            Asking hasty = new Asking(Deadline.after(System.nanoTime(), Duration.ofMillis(20)), null);
            assertThatThrownBy(() -> scorer.score(ROW, new Scores[0], hasty)).isInstanceOf(TooLate.class);
        }
        never.countDown();
        int before = asked.size();
        Asking past = new Asking(Deadline.after(System.nanoTime() - 10, Duration.ofNanos(1)), null);
        assertThatThrownBy(() -> scorer.score(ROW, new Scores[0], past)).isInstanceOf(TooLate.class);
        assertThat(asked).as("nothing is sent when there is no time left").hasSize(before);
        assertThat(scorer.score(ROW)).as("the breaker is not open").isNotNull();
    }

    @Test
    void a_redirect_is_no_good_health() {
        says = ask -> new Reply(500, "");
        Scorer scorer = open(
                "\"protocol\":\"TORCHSERVE\",\"retries\":0,\"breaker\":{\"failures\":1,\"pause\":\"PT0.000001S\"},\"health\":\""
                        + url("/health") + "\"," + SIGNATURE);
        assertThatThrownBy(() -> scorer.score(ROW)).hasMessageContaining("500");
        for (int status : new int[] {302, 404}) {
            says = ask -> ask.path().equals("/health") ? new Reply(status, "") : new Reply(200, "[0.5,0.5]");
            assertThatThrownBy(() -> scorer.score(ROW))
                    .isInstanceOf(Unanswerable.class)
                    .hasMessageContaining("not healthy")
                    .hasMessageContaining(String.valueOf(status));
        }
        says = ask -> new Reply(200, "[0.5,0.5]");
        assertThat(scorer.score(ROW)).isNotNull();
    }

    @Test
    void one_that_hangs_is_asked_so_many_times_at_once_and_no_more() throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);
        says = ask -> {
            arrived.countDown();
            return hung();
        };
        Scorer scorer = open("\"protocol\":\"TORCHSERVE\",\"retries\":0,\"timeout\":\"PT30S\",\"concurrency\":2,"
                + "\"breaker\":{\"failures\":1}," + SIGNATURE);
        List<Future<Scores>> hanging =
                List.of(threads.submit(() -> scorer.score(ROW)), threads.submit(() -> scorer.score(ROW)));
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> scorer.score(ROW))
                .isInstanceOfSatisfying(Unanswerable.class, none -> assertThat(none.wantOfRoom())
                        .isTrue())
                .hasMessageContaining("2 times at once");
        assertThat(asked).hasSize(2);
        never.countDown();
        for (Future<Scores> one : hanging) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(scorer.score(ROW))
                .as("a refusal for want of room opens no breaker")
                .isNotNull();
    }

    private Reply hung() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Reply(200, "[0.5,0.5]");
    }
}
