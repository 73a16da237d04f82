package org.modelyard.monitoring.service;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.RetentionJob;
import org.modelyard.platform.settings.MonitoringSettings;

/** A step of the job {@code retention}: batch by batch until nothing old is left. Repeated it finds less to do. */
@Named("driftHistoryStep")
@Dependent
public class DriftHistoryStep extends AbstractBatchlet {

    private static final String DONE = "DONE";
    private static final String STOPPED = "STOPPED";

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

    private volatile boolean stopping;

    @Override
    public String process() {
        Duration age = Optional.ofNullable(RetentionJob.age(RetentionJob.HISTORY_OLDER_THAN, olderThan))
                .orElse(settings.histograms());
        long id = Long.parseLong(String.valueOf(organisation));
        while (!stopping) {
            if (!history.forgetSome(id, age)) {
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
