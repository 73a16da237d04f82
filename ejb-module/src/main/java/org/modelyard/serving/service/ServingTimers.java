package org.modelyard.serving.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.jdbc.JdbcLockProvider;

/**
 * Starts what serving does by the clock. Each node looks after its own routes; the rest takes a lease. Scheduled once the
 * database is there: the container's own timers begin while it still deploys, and a first call then breaks the bean.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ServingTimers {

    private static final System.Logger LOG = System.getLogger(ServingTimers.class.getName());
    private static final int FEEDBACK_AT_ONCE = 500;

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private DeploymentActivation activation;

    @Inject
    private FeedbackIntake feedback;

    @Inject
    private LogRetention retention;

    @Inject
    private Clock clock;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final List<ScheduledFuture<?>> running = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private LockingTaskExecutor leases;

    /** Routes are there before the server says that it is ready. */
    @PostConstruct
    void start() {
        leases = new DefaultLockingTaskExecutor(new JdbcLockProvider(database));
        retention.prepare();
        activation.work();
        every(Duration.ofSeconds(5), activation::work);
        every(Duration.ofSeconds(10), this::joinFeedback);
        // soon after the start too: a server that was away for days, or never runs for long, keeps its bounds as well
        every(Duration.ofSeconds(10), Duration.ofMinutes(5), this::retain);
    }

    @PreDestroy
    void stop() {
        running.forEach(timer -> timer.cancel(false));
    }

    private void every(Duration pause, Runnable work) {
        every(pause, pause, work);
    }

    private void every(Duration first, Duration pause, Runnable work) {
        running.add(scheduler.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void joinFeedback() {
        leased("feedback-join", Duration.ofMinutes(2), () -> {
            Optional<Long> next = Optional.of(0L);
            while (next.isPresent()) {
                next = feedback.join(next.get(), FEEDBACK_AT_ONCE);
            }
        });
    }

    private void retain() {
        leased("inference-retention", Duration.ofMinutes(10), retention::enforce);
    }

    private void leased(String name, Duration atMost, Runnable work) {
        try {
            leases.executeWithLock(work, new LockConfiguration(clock.instant(), name, atMost, Duration.ZERO));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, name + " did not get through; the next time comes", e);
        }
    }
}
