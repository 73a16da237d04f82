package org.modelyard.training.service;

import jakarta.batch.api.partition.AbstractPartitionAnalyzer;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The step ends as its partition that fared worst. */
@Named
@Dependent
public class SearchAnalyzer extends AbstractPartitionAnalyzer {

    @Inject
    private StepContext context;

    private StepOutcome worst = StepOutcome.DONE;

    @Override
    public void analyzeStatus(BatchStatus status, String exitStatus) {
        StepOutcome outcome = StepOutcome.of(exitStatus);
        if (outcome.compareTo(worst) > 0) {
            worst = outcome;
        }
        context.setExitStatus(worst.name());
    }
}
