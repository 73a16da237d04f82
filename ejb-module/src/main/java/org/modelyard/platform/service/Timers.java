package org.modelyard.platform.service;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * All that a bean does by the clock, each bean with its own. Nothing begins before the migrations have run, nor while the
 * bean is destroyed, which waits a little for what has begun. The container's own timers ({@code @Schedule}) know
 * neither: they begin while it still deploys, and a first call then breaks the bean. No timer waits for another's work.
 */
@Dependent
public class Timers {

    private static final System.Logger LOG = System.getLogger(Timers.class.getName());
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOOKING = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);
    /** So many times as often it is tried as it may be done. */
    private static final int PARTS = 5;

    /** Gives the signals, and does no work: it has one thread for all. */
    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private SchemaVersion schema;

    @Inject
    private OncePerCluster cluster;

    @Inject
    private Clock clock;

    private final List<TimedWork> works = new CopyOnWriteArrayList<>();
    private final List<ScheduledFuture<?>> running = new CopyOnWriteArrayList<>();

    /** On this node, for the first time after a pause. */
    public void every(String name, Duration pause, Runnable work) {
        every(name, pause, pause, work);
    }

    /** On this node; at least half the pause lies between the end of one run and the beginning of the next. */
    public void every(String name, Duration first, Duration pause, Runnable work) {
        running.add(scheduler.scheduleWithFixedDelay(
                timed(name, pause, work), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * As {@link #every(String, Duration, Runnable)}, on one node of the cluster at a time.
     *
     * @param name of the lock, at most 64 characters
     * @param atMostFor see {@link OncePerCluster#run}
     */
    public void everyInCluster(String name, Duration pause, Duration atMostFor, Runnable work) {
        everyInCluster(name, pause, pause, atMostFor, work);
    }

    /** As {@link #everyInCluster(String, Duration, Duration, Runnable)}, for the first time after another pause. */
    public void everyInCluster(String name, Duration first, Duration pause, Duration atMostFor, Runnable work) {
        every(name, first, pause, () -> cluster.run(name, atMostFor, work));
    }

    /**
     * On one node of the cluster at a time, whichever it is: two runs begin so long apart at least, and a fifth more at most when the first takes no longer.
     *
     * @param name of the lock, at most 64 characters
     * @param atMostFor see {@link OncePerCluster#run}
     */
    public void apartInCluster(String name, Duration apart, Duration atMostFor, Runnable work) {
        every(name, apart.dividedBy(PARTS), () -> cluster.run(name, apart, atMostFor, work));
    }

    /**
     * Looks whether something is due, on one node of the cluster at a time. When it was done last, rows have to tell, so that neither restarts nor
     * neighbours do it too often.
     *
     * @param every how often it is due; never when zero
     */
    public void dueInCluster(String name, Duration every, Runnable look) {
        if (!every.isZero()) {
            everyInCluster(name, every.compareTo(LONGEST_LOOK) < 0 ? every : LONGEST_LOOK, LONGEST_LOOKING, look);
        }
    }

    /**
     * Once a day, on one node of the cluster.
     *
     * @param at by the server's time zone
     */
    public void dailyInCluster(String name, LocalTime at, Duration atMostFor, Runnable work) {
        Runnable locked = () -> cluster.run(name, atMostFor, work);
        running.add(scheduler.schedule(
                timed(name, Duration.ZERO, locked), new Daily(at, clock.withZone(ZoneId.systemDefault()))));
    }

    @PreDestroy
    void stop() {
        running.forEach(timer -> timer.cancel(false));
        for (TimedWork work : works) {
            if (!work.stop(LONGEST_STOP)) {
                LOG.log(Level.WARNING, "the server stops while the timer {0} is at work", work);
            }
        }
    }

    private TimerSignal timed(String name, Duration pause, Runnable work) {
        TimedWork timed = new TimedWork(name, work, () -> schema.current().isPresent());
        works.add(timed);
        return new TimerSignal(timed, pause, executor, System::nanoTime);
    }
}
