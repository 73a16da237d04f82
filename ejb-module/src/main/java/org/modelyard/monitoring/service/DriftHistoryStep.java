package org.modelyard.monitoring.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.ForgettingStep;
import org.modelyard.batch.service.RetentionJob;
import org.modelyard.platform.settings.MonitoringSettings;

/** A step of the job {@code retention}: batch by batch until nothing old is left. Repeated it finds less to do. */
@Named("driftHistoryStep")
@Dependent
public class DriftHistoryStep extends ForgettingStep {

    @Inject
    @BatchProperty
    private @Nullable String organisation;

    @Inject
    @BatchProperty
    private @Nullable String olderThan;

    @Inject
    private DriftHistory history;

    @Inject
    private MonitoringSettings settings;

    @Override
    public String process() {
        Duration age = Optional.ofNullable(RetentionJob.age(RetentionJob.HISTORY_OLDER_THAN, olderThan))
                .orElse(settings.histograms());
        long id = Long.parseLong(String.valueOf(organisation));
        return untilNoneIsLeft(() -> history.forgetSome(id, age));
    }
}
