package org.modelyard.serving.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.modelyard.platform.service.Timers;

/** Makes the inference log ready before anything is served, and starts what is done with it by the clock. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class LogTimers {

    /** Between two signals to bring the log within its bounds. */
    static final Duration RETENTION = Duration.ofMinutes(5);

    private static final int FEEDBACK_AT_ONCE = 500;

    @Inject
    private FeedbackIntake feedback;

    @Inject
    private LogRetention retention;

    @Inject
    private LogPolicies policies;

    @Inject
    private Timers timers;

    @PostConstruct
    void start() {
        retention.prepare();
        policies.refresh();
        timers.every("log-policies", Duration.ofSeconds(5), policies::refresh);
        timers.everyInCluster("feedback-join", Duration.ofSeconds(10), Duration.ofMinutes(2), this::joinFeedback);
        // soon after the start too: a server that was away for days, or never runs for long, keeps its bounds as well
        timers.everyInCluster(
                "inference-retention", Duration.ofSeconds(10), RETENTION, Duration.ofMinutes(10), retention::enforce);
    }

    @PreDestroy
    void stop() {
        retention.stop();
    }

    private void joinFeedback() {
        Optional<Long> next = Optional.of(0L);
        while (next.isPresent()) {
            next = feedback.join(next.get(), FEEDBACK_AT_ONCE);
        }
    }
}
