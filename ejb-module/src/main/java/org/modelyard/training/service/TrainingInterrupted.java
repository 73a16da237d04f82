package org.modelyard.training.service;

import jakarta.ejb.ApplicationException;

/** A step leaves off, through whatever it was doing; a transaction that it was in is rolled back. */
@ApplicationException(rollback = true)
final class TrainingInterrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final StepOutcome outcome;

    TrainingInterrupted(StepOutcome outcome) {
        super(outcome.name(), null, false, false);
        this.outcome = outcome;
    }

    StepOutcome outcome() {
        return outcome;
    }
}
