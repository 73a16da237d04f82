package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.modelyard.it.ApiClient.Reply;

/** Ask a model of numbers ({@link NumbersInService}) for 150 without a pause, each a node of its own or all the same, until they are stopped. */
final class Askers implements AutoCloseable {

    /** Between two questions of one asker: the server's machine is theirs too. */
    private static final Duration BREATH = Duration.ofMillis(2);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final List<Queue<Answer>> answers = new ArrayList<>();
    private final List<Future<?>> asking = new ArrayList<>();
    private final ExecutorService threads;
    private volatile boolean stopping;

    /**
     * An answer to one asker.
     *
     * @param asked when the question was sent, as {@link System#nanoTime} tells it
     */
    record Answer(long asked, int status, String version, String variant, double value, String body) {
        private static Answer of(long asked, Reply reply) {
            JsonNode one = reply.status() == 200 ? reply.json().at("/predictions/0") : reply.json();
            return new Answer(
                    asked,
                    reply.status(),
                    one.path("version").asText(),
                    one.path("variant").asText(),
                    one.path("value").asDouble(),
                    reply.body());
        }
    }

    /** @param nodes one for each asker */
    Askers(List<ApiClient> nodes, String model) {
        threads = Executors.newFixedThreadPool(nodes.size());
        for (int asker = 0; asker < nodes.size(); asker++) {
            ApiClient node = nodes.get(asker);
            Queue<Answer> told = new ConcurrentLinkedQueue<>();
            answers.add(told);
            asking.add(threads.submit(() -> ask(node, model, told)));
        }
    }

    private void ask(ApiClient node, String model, Queue<Answer> told) {
        for (int i = 0; !stopping; i++) {
            String body = "{\"unit\":\"user-" + i % 100 + "\",\"inputs\":{\"x\":150}}";
            long asked = System.nanoTime();
            told.add(Answer.of(asked, node.post("/api/v1/models/" + model + "/predict", body)));
            LockSupport.parkNanos(BREATH.toNanos());
        }
    }

    /** Waits until each asker has been answered by this version after now. */
    void answeredBy(String version) {
        long now = System.nanoTime();
        Await.until("answers of " + version, LONGEST, () -> Optional.of(answers)
                .filter(all -> all.stream().allMatch(told -> told.stream()
                        .anyMatch(one -> one.asked() - now > 0 && one.version().equals(version)))));
    }

    /** Waits until each asker has been answered so long after that time. */
    void until(long nanos, Duration longer) {
        Await.until("answers " + longer + " later", LONGEST, () -> Optional.of(answers)
                .filter(all -> all.stream()
                        .allMatch(told -> told.stream().anyMatch(one -> one.asked() - nanos > longer.toNanos()))));
    }

    /** @return all that were given; fails where an asker did */
    List<Answer> stopped() throws InterruptedException {
        stopping = true;
        for (Future<?> one : asking) {
            try {
                one.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError("an asker has not been answered", e);
            }
        }
        List<Answer> all = new ArrayList<>();
        for (Queue<Answer> told : answers) {
            assertThat(told).as("answers to one asker").isNotEmpty();
            all.addAll(told);
        }
        return all;
    }

    @Override
    public void close() {
        stopping = true;
        threads.shutdownNow();
    }
}
