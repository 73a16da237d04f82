package org.modelyard.scoring.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.modelyard.batch.service.WorkStarts;
import org.modelyard.platform.service.Timers;

/** Starts the batch jobs of waiting scorings. Looks at the rows at its start and ever after; a hint only makes it look sooner. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ScoringDispatcher {

    private static final Duration SWEEP = Duration.ofSeconds(5);

    @Inject
    private ScoringLedger scorings;

    @Inject
    private WorkStarts starts;

    @Inject
    private Timers timers;

    @Resource
    private ManagedExecutorService executor;

    private final ReentrantLock sweeping = new ReentrantLock();

    @PostConstruct
    void begin() {
        timers.every("waiting-scorings", SWEEP, this::look);
    }

    public void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) ScoringQueued hint) {
        executor.submit(this::look);
    }

    private void look() {
        sweeping.lock();
        try {
            starts.look(scorings, ScoringJob.NAME, ScoringJob.SCORING);
        } finally {
            sweeping.unlock();
        }
    }
}
