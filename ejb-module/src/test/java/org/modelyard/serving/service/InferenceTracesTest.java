package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.model.InferenceOutcome;

class InferenceTracesTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Caller CALLER = new Caller(50, "vera", Role.VIEWER, "here");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final InferenceBrief ONE = new InferenceBrief(
            new UUID(1, 2), "income", "1.0.0", NOW, null, InferenceOutcome.ANSWERED, "yes", null, null);

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private int there;
    private volatile Runnable during = () -> {};
    private final InferenceTraces traces =
            Wired.with(new InferenceTraces(), new Log(), new Income(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void the_last_hour_is_looked_through_unless_it_is_said() {
        assertThat(find(null, null, null).items()).isEmpty();
        find(NOW.minusSeconds(60), NOW.plusSeconds(60), 7);
        find(null, NOW.minusSeconds(10), null);
        assertThat(asked)
                .containsExactly(
                        "7 " + TRACE + " 2026-01-31T11:00:00Z 2026-01-31T12:00:00Z 101",
                        "7 " + TRACE + " 2026-01-31T11:59:00Z 2026-01-31T12:01:00Z 8",
                        "7 " + TRACE + " 2026-01-31T10:59:50Z 2026-01-31T11:59:50Z 101");
    }

    @Test
    void it_says_when_there_is_more() {
        there = 3;
        assertThat(find(null, null, 3).more()).isFalse();
        InferenceTraces.Found two = find(null, null, 2);
        assertThat(two.items()).containsExactly(ONE, ONE);
        assertThat(two.more()).isTrue();
        assertThat(two.traceId()).isEqualTo(TRACE);
    }

    @Test
    void what_would_look_through_too_much_or_nothing_is_refused() {
        find(NOW.minusSeconds(86_400), null, null);
        assertThatThrownBy(() -> find(NOW.minusSeconds(86_401), null, null))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("at most 24 hours");
        assertThatThrownBy(() -> find(NOW, NOW, null)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> find(null, null, 0)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> find(null, null, 501)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> traces.find(CALLER, "income", "no-trace", null, null, null))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("32 hexadecimal digits");
        assertThat(asked).hasSize(1);
    }

    /** Each looks through up to a day of the log, in the database that predictions are drained to. */
    @Test
    void two_are_looked_for_at_once() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        during = () -> {
            inside.countDown();
            waitFor(go);
        };
        List<CompletableFuture<InferenceTraces.Found>> first = Stream.generate(() ->
                        CompletableFuture.supplyAsync(() -> find(null, null, null), task -> new Thread(task).start()))
                .limit(2)
                .toList();
        waitFor(inside);
        assertThatThrownBy(() -> find(null, null, null))
                .isInstanceOfSatisfying(Refusal.Unavailable.class, busy -> assertThat(busy.retryAfter())
                        .isEqualTo(Duration.ofSeconds(5)));
        go.countDown();
        for (CompletableFuture<InferenceTraces.Found> one : first) {
            assertThat(one.get(10, TimeUnit.SECONDS).items()).isEmpty();
        }
        assertThat(find(null, null, null).items()).as("turns are given back").isEmpty();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private InferenceTraces.Found find(@Nullable Instant since, @Nullable Instant until, @Nullable Integer limit) {
        return traces.find(CALLER, "income", TRACE, since, until, limit);
    }

    private final class Log extends InferenceReading {
        @Override
        public List<InferenceBrief> ofTrace(
                Caller caller, long modelId, String trace, Instant from, Instant until, int most) {
            during.run();
            asked.add(modelId + " " + trace + " " + from + " " + until + " " + most);
            return Collections.nCopies(Math.min(there, most), ONE);
        }
    }

    private static final class Income extends Registry {
        @Override
        public long modelId(Caller caller, String name) {
            return 7;
        }
    }
}
