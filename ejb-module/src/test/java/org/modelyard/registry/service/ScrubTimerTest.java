package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.ExecutionView;
import org.modelyard.batch.service.Executions;
import org.modelyard.platform.service.MovedClock;
import org.modelyard.platform.service.RecordedTimers;
import org.modelyard.platform.settings.ArtifactSettings;
import org.modelyard.serving.service.Wired;

class ScrubTimerTest {

    private static final Duration EVERY = Duration.ofDays(7);

    private final MovedClock clock = new MovedClock();
    private final List<String> submitted = new ArrayList<>();
    private final Scrubbed scrubbed = new Scrubbed();

    private RecordedTimers scheduled(Duration every) {
        RecordedTimers timers = new RecordedTimers();
        ArtifactSettings settings = new ArtifactSettings(1, 1, EVERY, EVERY, EVERY, every, 1);
        Wired.with(new ScrubTimer(), timers, scrubbed, new Submitting(), settings, clock)
                .schedule();
        return timers;
    }

    @Test
    void the_files_of_each_organisation_are_looked_at_when_they_are_due() {
        RecordedTimers timers = scheduled(EVERY);
        assertThat(timers.of("scrub").cluster()).isTrue();
        Instant before = clock.instant().minus(EVERY);
        scrubbed.lastOf.put(1L, before.plusSeconds(1));
        scrubbed.lastOf.put(2L, before);
        timers.fire("scrub");
        assertThat(submitted).containsExactly("2 scrub");
        clock.pass(Duration.ofSeconds(1));
        timers.fire("scrub");
        assertThat(submitted).containsExactly("2 scrub", "1 scrub", "2 scrub");
    }

    @Test
    void it_looks_as_often_as_a_scrub_is_due_and_each_half_hour_at_the_least() {
        assertThat(scheduled(EVERY).of("scrub").pause()).isEqualTo(Duration.ofMinutes(30));
        assertThat(scheduled(Duration.ofMinutes(1)).of("scrub").pause()).isEqualTo(Duration.ofMinutes(1));
    }

    private static final class Scrubbed extends ScrubLedger {

        private final Map<Long, Instant> lastOf = new java.util.TreeMap<>();

        @Override
        public List<Long> without(Instant since) {
            return lastOf.entrySet().stream()
                    .filter(last -> !last.getValue().isAfter(since))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private final class Submitting extends Executions {

        @Override
        public ExecutionView submit(Caller caller, String job, Map<String, String> parameters) {
            submitted.add(caller.organisationId() + " " + job);
            return new ExecutionView(
                    1,
                    1,
                    job,
                    "STARTED",
                    null,
                    caller.actor(),
                    false,
                    clock.instant(),
                    null,
                    null,
                    parameters,
                    List.of());
        }
    }
}
