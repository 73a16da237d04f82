package org.modelyard.evaluation.service;

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
import org.modelyard.batch.service.WorkStarts;
import org.modelyard.platform.service.Timers;

/**
 * Starts the batch jobs of waiting evaluations, comparisons and measurements of texts. Looks at the rows at its start and ever after; a hint only
 * makes it look sooner.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EvaluationDispatcher {

    private static final Duration SWEEP = Duration.ofSeconds(5);

    @Inject
    private EvaluationLedger evaluations;

    @Inject
    private ComparisonLedger comparisons;

    @Inject
    private TextLedger texts;

    @Inject
    private WorkStarts starts;

    @Inject
    private Timers timers;

    @Resource
    private ManagedExecutorService executor;

    @PostConstruct
    void begin() {
        timers.every("waiting-evaluations", SWEEP, this::look);
    }

    public void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) EvaluationQueued hint) {
        executor.submit(this::look);
    }

    private void look() {
        starts.look(evaluations, EvaluationJob.NAME, EvaluationJob.EVALUATION);
        starts.look(comparisons, ComparisonJob.NAME, ComparisonJob.COMPARISON);
        starts.look(texts, TextJob.NAME, TextJob.MEASUREMENT);
    }
}
