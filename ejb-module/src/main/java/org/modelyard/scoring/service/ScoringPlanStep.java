package org.modelyard.scoring.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.modelyard.batch.service.WorkStep;

/** The first step of the job {@code scoring}: of how many parts it is. */
@Named("scoringPlanStep")
@Dependent
public class ScoringPlanStep extends WorkStep {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String scoring;

    @Inject
    private ScoringLedger ledger;

    @Inject
    private ScoringParts parts;

    @Override
    protected String work() {
        return scoring;
    }

    @Override
    protected void work(UUID id, long execution) {
        ledger.begin(id, execution).ifPresent(task -> ledger.plan(id, parts.count(task)));
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }
}
