package org.modelyard.platform.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.jdbc.JdbcLockProvider;

/**
 * Lets one node of the cluster do what a timer fires on all of them. A lock is held for at least a moment, so that
 * nodes whose timers fire a little apart do not do the work one after the other.
 */
@ApplicationScoped
public class OncePerCluster {

    private static final Duration AT_LEAST = Duration.ofSeconds(5);

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private Clock clock;

    @SuppressWarnings("NullAway.Init")
    private LockingTaskExecutor executor;

    @PostConstruct
    void open() {
        executor = new DefaultLockingTaskExecutor(new JdbcLockProvider(database));
    }

    /**
     * Runs the work here, or not at all when another node has the lock. To be called without a transaction.
     *
     * @param name at most 64 characters
     * @param atMostFor after this time the lock is free again though the work goes on or its node died
     */
    public void run(String name, Duration atMostFor, Runnable work) {
        run(name, AT_LEAST, atMostFor, work);
    }

    /**
     * The same.
     *
     * @param atLeastFor from its beginning on no node runs it again; the longest when that is shorter
     */
    public void run(String name, Duration atLeastFor, Duration atMostFor, Runnable work) {
        Duration atLeast = atLeastFor.compareTo(atMostFor) < 0 ? atLeastFor : atMostFor;
        executor.executeWithLock(work, new LockConfiguration(clock.instant(), name, atMostFor, atLeast));
    }
}
