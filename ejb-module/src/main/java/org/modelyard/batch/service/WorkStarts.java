package org.modelyard.batch.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;

/** Starts the batch jobs of waiting work. */
@ApplicationScoped
public class WorkStarts {

    private static final System.Logger LOG = System.getLogger(WorkStarts.class.getName());

    /** Of a job in an organisation that are looked at, the newest: work waits for minutes, not for years. */
    private static final int MOST_STOPPED = 100;

    /** So far apart the clocks of two nodes may be. */
    private static final Duration APART = Duration.ofMinutes(1);

    @Inject
    private Executions executions;

    @Inject
    private Operator operator;

    @Inject
    private ExecutionRows rows;

    /** By parameter: this node looks at a kind of work once at a time, whoever asks for it. */
    private final ConcurrentMap<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    /**
     * Starts what nobody works on; of several nodes one does.
     *
     * @param job its name; its parameter {@code parameter} is the work's id
     */
    public void look(WorkQueue queue, String job, String parameter) {
        look(queue, work -> job, parameter);
    }

    /** The same where the work tells which job is for it. */
    public void look(WorkQueue queue, Function<WaitingWork, String> job, String parameter) {
        ReentrantLock turn = turns.computeIfAbsent(parameter, any -> new ReentrantLock());
        turn.lock();
        try {
            endStopped(queue);
            for (WaitingWork work : queue.waiting()) {
                if (!alive(work)) {
                    begin(queue, work, job.apply(work), parameter);
                }
            }
        } catch (RuntimeException e) { // the database is away: the next look tries again
            LOG.log(Level.WARNING, "waiting work, by its {0}, is not started now: {1}", parameter, e.toString());
        } finally {
            turn.unlock();
        }
    }

    private void begin(WorkQueue queue, WaitingWork work, String job, String parameter) {
        OptionalLong stopped = stoppedAhead(work, job, parameter);
        if (stopped.isPresent()) {
            queue.fail(work.id(), stopped(stopped.getAsLong()));
        } else if (queue.claim(work.id())) {
            executions.start(
                    new Caller(work.organisationId(), work.by(), Role.OPERATOR, "server"),
                    job,
                    Map.of(parameter, work.id().toString()));
        }
    }

    /**
     * An execution for the work that somebody stopped before its first step, which is where the work hears of it: the batch repository alone knows then what
     * it was for. One that was restarted is stopped no more.
     */
    private OptionalLong stoppedAhead(WaitingWork work, String job, String parameter) {
        Long before = work.execution();
        long known = before == null ? Long.MIN_VALUE : before;
        return rows.stopRequested(work.organisationId(), job, work.since().minus(APART), MOST_STOPPED).stream()
                .filter(id -> id > known)
                .filter(id -> operator.execution(id)
                        .filter(execution -> !execution.running())
                        .filter(execution -> work.id()
                                .toString()
                                .equals(execution.parameters().get(parameter)))
                        .isPresent())
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static String stopped(long execution) {
        return "Somebody stopped it. Restart its batch execution " + execution
                + " to go on; what is done is not done again.";
    }

    /** What somebody stopped stays stopped until somebody restarts it. */
    private void endStopped(WorkQueue queue) {
        List<WaitingWork> begun = queue.begun();
        List<Long> last = begun.stream()
                .map(WaitingWork::execution)
                .filter(Objects::nonNull)
                .toList();
        Set<Long> stopped = last.isEmpty() ? Set.of() : Set.copyOf(rows.stopRequested(last));
        for (WaitingWork work : begun) {
            Long execution = work.execution();
            if (execution != null && stopped.contains(execution) && !alive(work)) {
                queue.fail(work.id(), stopped(execution));
            }
        }
    }

    private boolean alive(WaitingWork work) {
        Long before = work.execution();
        return before != null
                && operator.execution(before)
                        .filter(Operator.Execution::running)
                        .isPresent();
    }
}
