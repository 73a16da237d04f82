package org.modelyard.training.service;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.RetentionJob;
import org.modelyard.platform.settings.TrainingSettings;

/** A step of the job {@code retention}: thins out the steps of fits, batch by batch. Repeated it finds less to do. */
@Named("trainingStepsStep")
@Dependent
public class TrainingStepsStep extends AbstractBatchlet {

    private static final String DONE = "DONE";
    private static final String STOPPED = "STOPPED";

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

    private volatile boolean stopping;

    @Override
    public String process() {
        Duration age = Optional.ofNullable(RetentionJob.age(RetentionJob.STEPS_OLDER_THAN, olderThan))
                .orElse(settings.steps());
        long id = Long.parseLong(String.valueOf(organisation));
        while (!stopping) {
            if (!ledger.thinOut(id, age)) {
                return DONE;
            }
        }
        return STOPPED;
    }

    @Override
    public void stop() {
        stopping = true;
    }
}
