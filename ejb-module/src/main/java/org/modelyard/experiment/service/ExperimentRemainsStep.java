package org.modelyard.experiment.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.ForgettingStep;
import org.modelyard.batch.service.RetentionJob;

/** A step of the job {@code retention}: rows of experiments that are no more, batch by batch. Repeated it finds less to do. */
@Named("experimentRemainsStep")
@Dependent
public class ExperimentRemainsStep extends ForgettingStep {

    @Inject
    @BatchProperty
    private @Nullable String organisation;

    @Inject
    @BatchProperty
    private @Nullable String olderThan;

    @Inject
    private ExperimentRemoval removal;

    @Override
    public String process() {
        var age = RetentionJob.age(RetentionJob.EXPERIMENTS_OLDER_THAN, olderThan);
        long id = Long.parseLong(String.valueOf(organisation));
        return untilNoneIsLeft(() -> removal.forgetSome(id, age));
    }
}
