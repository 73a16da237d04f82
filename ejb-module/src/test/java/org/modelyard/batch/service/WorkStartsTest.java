package org.modelyard.batch.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.batch.runtime.BatchStatus;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;

class WorkStartsTest {

    private static final UUID WORK = new UUID(1, 2);
    private static final Instant ASKED = Instant.parse("2026-01-31T12:00:00Z");

    private final Map<Long, BatchStatus> executions = new HashMap<>();
    private final Set<Long> stopped = new java.util.HashSet<>();
    private final List<UUID> started = new ArrayList<>();
    private final Works works = new Works();
    /** What all executions are for. */
    private UUID of = WORK;

    private final WorkStarts starts = starts();

    @Test
    void what_somebody_stopped_stays_stopped() {
        works.execution = 7L;
        executions.put(7L, BatchStatus.STOPPED);
        stopped.add(7L);
        starts.look(works, "scoring", "scoring");
        assertThat(started).isEmpty();
        assertThat(works.problem).contains("Somebody stopped it", "execution 7");
    }

    @Test
    void what_is_being_stopped_is_left_to_end() {
        works.execution = 7L;
        executions.put(7L, BatchStatus.STOPPING);
        stopped.add(7L);
        starts.look(works, "scoring", "scoring");
        assertThat(started).isEmpty();
        assertThat(works.problem).isNull();
    }

    @Test
    void what_died_by_itself_begins_again() {
        works.execution = 7L;
        executions.put(7L, BatchStatus.FAILED);
        starts.look(works, "scoring", "scoring");
        assertThat(started).containsExactly(WORK);
        assertThat(works.problem).isNull();
    }

    /** The work has not heard of its execution: that is the first step's to say. */
    @Test
    void what_somebody_stopped_before_its_first_step_is_not_started_again() {
        executions.put(7L, BatchStatus.STOPPED);
        stopped.add(7L);
        starts.look(works, "scoring", "scoring");
        assertThat(started).isEmpty();
        assertThat(works.problem).contains("Somebody stopped it", "execution 7");
    }

    @Test
    void stops_of_other_work_and_those_before_its_last_execution_stop_nothing() {
        executions.put(7L, BatchStatus.STOPPED);
        stopped.add(7L);
        of = new UUID(3, 4);
        starts.look(works, "scoring", "scoring");
        assertThat(started).as("another's").containsExactly(WORK);
        of = WORK;
        works.execution = 8L;
        executions.put(8L, BatchStatus.FAILED);
        starts.look(works, "scoring", "scoring");
        assertThat(started).as("8 came after it").containsExactly(WORK, WORK);
        assertThat(works.problem).isNull();
    }

    /** One piece of work that is claimed once. */
    private static final class Works implements WorkQueue {
        private @Nullable Long execution;
        private @Nullable String problem;

        @Override
        public List<WaitingWork> waiting() {
            return problem == null ? begun() : List.of();
        }

        @Override
        public List<WaitingWork> begun() {
            return List.of(new WaitingWork(WORK, 1, "anna", ASKED, execution));
        }

        @Override
        public void fail(UUID id, String cause) {
            problem = cause;
        }

        @Override
        public boolean claim(UUID id) {
            return true;
        }
    }

    private WorkStarts starts() {
        WorkStarts bean = new WorkStarts();
        put(bean, "executions", new Executions() {
            @Override
            @SuppressWarnings("NullAway") // nobody looks at it
            public ExecutionView start(Caller caller, String job, Map<String, String> parameters) {
                started.add(UUID.fromString(String.valueOf(parameters.get("scoring"))));
                return null;
            }
        });
        put(bean, "operator", new Operator() {
            @Override
            public Optional<Execution> execution(long id) {
                return Optional.ofNullable(executions.get(id))
                        .map(status -> new Execution(
                                id,
                                id,
                                "scoring",
                                status,
                                null,
                                Instant.EPOCH,
                                null,
                                null,
                                Map.of("scoring", of.toString()),
                                1L,
                                "anna"));
            }
        });
        put(bean, "rows", new ExecutionRows() {
            @Override
            public List<Long> stopRequested(Collection<Long> ids) {
                return ids.stream().filter(stopped::contains).toList();
            }

            @Override
            public List<Long> stopRequested(long organisationId, String job, Instant since, int most) {
                assertThat(since).as("no older one can be for it").isBetween(ASKED.minusSeconds(60), ASKED);
                return stopped.stream().sorted(Comparator.reverseOrder()).toList();
            }
        });
        return bean;
    }

    private static void put(WorkStarts bean, String name, Object part) {
        try {
            Field field = WorkStarts.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(bean, part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
