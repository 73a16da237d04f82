package org.modelyard.serving.service;

import jakarta.annotation.PostConstruct;
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

/** Starts what serving does by the clock. Each node looks after its own routes; the rest one node does. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ServingTimers {

    private static final int FEEDBACK_AT_ONCE = 500;
    private static final Duration HEALTH = Duration.ofSeconds(5);
    private static final Duration LONGEST_CHECK = Duration.ofMinutes(10);

    @Inject
    private DeploymentActivation activation;

    @Inject
    private FeedbackIntake feedback;

    @Inject
    private LogRetention retention;

    @Inject
    private Timers timers;

    @Inject
    private LoadedModels models;

    @Inject
    private LogPolicies policies;

    @Inject
    private ModelAccounts accounts;

    @Inject
    private DeploymentHealth health;

    /** Routes are there before the server says that it is ready. */
    @PostConstruct
    void start() {
        retention.prepare();
        policies.refresh();
        accounts.refresh();
        activation.work();
        timers.every("log-policies", Duration.ofSeconds(5), policies::refresh);
        timers.every("model-accounts", Duration.ofSeconds(5), accounts::refresh);
        timers.every("deployments", Duration.ofSeconds(5), activation::work);
        timers.everyInCluster("canary-inputs", HEALTH, LONGEST_CHECK, health::check);
        timers.every("retired-models", Duration.ofMinutes(1), models::closeRetired);
        timers.everyInCluster("feedback-join", Duration.ofSeconds(10), Duration.ofMinutes(2), this::joinFeedback);
        // soon after the start too: a server that was away for days, or never runs for long, keeps its bounds as well
        timers.everyInCluster(
                "inference-retention",
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                retention::enforce);
    }

    private void joinFeedback() {
        Optional<Long> next = Optional.of(0L);
        while (next.isPresent()) {
            next = feedback.join(next.get(), FEEDBACK_AT_ONCE);
        }
    }
}
