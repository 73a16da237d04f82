package org.modelyard.training.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.ForgettingStep;
import org.modelyard.batch.service.RetentionJob;
import org.modelyard.platform.settings.TrainingSettings;

/** A step of the job {@code retention}: thins out the steps of fits, batch by batch. Repeated it finds less to do. */
@Named("trainingStepsStep")
@Dependent
public class TrainingStepsStep extends ForgettingStep {

    @Inject
    @BatchProperty
    private @Nullable String organisation;

    @Inject
    @BatchProperty
    private @Nullable String olderThan;

    @Inject
    private TrainingLedger ledger;

    @Inject
    private TrainingSettings settings;

    @Override
    public String process() {
        Duration age = Optional.ofNullable(RetentionJob.age(RetentionJob.STEPS_OLDER_THAN, olderThan))
                .orElse(settings.steps());
        long id = Long.parseLong(String.valueOf(organisation));
        return untilNoneIsLeft(() -> ledger.thinOut(id, age));
    }
}
