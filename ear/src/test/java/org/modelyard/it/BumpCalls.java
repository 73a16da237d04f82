package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.modelyard.it.ApiClient.Reply;

/** Versions of one model whose bump several clients say at the same moment. */
record BumpCalls(ApiClient api, String name) {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 6;
    private static final Map<String, Object> AGE = Map.of("name", "age", "type", "NUMERIC", "required", true);
    private static final Map<String, Object> CITY = Map.of("name", "city", "type", "TEXT", "required", false);
    private static final List<Object> WIDE = List.of(AGE, CITY);
    private static final List<Object> NARROW = List.of(AGE);

    /** All of them are right: each counts on from the one before. */
    void noGapAndNoNumberTwice() throws InterruptedException {
        assertThat(number(declared(name, WIDE, "MAJOR"))).isEqualTo("1.0.0");
        List<Reply> all = atOnce(Collections.nCopies(CLIENTS, () -> declared(name, WIDE, "MINOR")));
        assertThat(all.stream().map(BumpCalls::number).toList()).containsExactlyInAnyOrderElementsOf(minors(1));
        assertThat(all.stream()
                        .map(one -> one.json().at("/lineage/parent").asText())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(minors(0));
    }

    private static List<String> minors(int first) {
        return IntStream.range(first, first + CLIENTS)
                .mapToObj(i -> "1." + i + ".0")
                .toList();
    }

    /** One takes an input away; who says at the same moment that nothing changes is first, or is told what has become of it. */
    void theSecondIsHeldAgainstTheFirst() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            String model = name + "-" + round;
            assertThat(number(declared(model, WIDE, "MAJOR"))).isEqualTo("1.0.0");
            List<Reply> both =
                    atOnce(List.of(() -> declared(model, NARROW, "MAJOR"), () -> declared(model, WIDE, "PATCH")));
            assertThat(number(both.get(0))).isEqualTo("2.0.0");
            if (both.get(1).status() == 201) {
                assertThat(number(both.get(1))).isEqualTo("1.0.1");
                assertThat(numbers(model)).containsExactlyInAnyOrder("1.0.0", "1.0.1", "2.0.0");
            } else {
                assertThat(RunCalls.problem(both.get(1).expect(422)))
                        .contains("PATCH is too little, this needs MINOR: compared with 2.0.0", "'city'");
                assertThat(numbers(model)).containsExactlyInAnyOrder("1.0.0", "2.0.0");
            }
        }
    }

    private Reply declared(String model, List<Object> inputs, String bump) {
        return api.post(
                "/api/v1/models/" + model + "/versions",
                Map.of(
                        "task",
                        "CLASSIFICATION",
                        "bump",
                        bump,
                        "signature",
                        Map.of("task", "CLASSIFICATION", "inputs", inputs, "labels", List.of("no", "yes")),
                        "elsewhere",
                        Map.of("architecture", "a forest")));
    }

    private static String number(Reply made) {
        return made.expect(201).json().path("version").asText();
    }

    private List<String> numbers(String model) {
        return api.get("/api/v1/models/" + model + "/versions")
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("version");
    }

    /** Each in a thread of its own, and none before all are there. */
    private static List<Reply> atOnce(List<Callable<Reply>> calls) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Callable<Reply>> together = calls.stream()
                    .map(call -> (Callable<Reply>) () -> {
                        start.await();
                        return call.call();
                    })
                    .toList();
            return threads.invokeAll(together).stream().map(BumpCalls::answer).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Reply answer(Future<Reply> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new AssertionError("no answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
