package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
}
