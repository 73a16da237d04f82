package org.modelyard.scoring.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.modelyard.batch.service.WorkStep;

/** The first step of the job {@code scoring}: how it is cut into parts. */
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
        ledger.begin(id, execution).ifPresent(parts::plan);
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }
}
