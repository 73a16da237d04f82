package org.modelyard.training.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Period;
import org.modelyard.training.service.TrainingHistory;
import org.modelyard.training.service.TrainingJobView;
import org.modelyard.training.service.TrainingJobs;
import org.modelyard.training.service.TrainingMetrics;

/** All training jobs, newest first. */
@Named
@RequestScoped
public class TrainingList {

    @Inject
    private TrainingJobs jobs;

    @Inject
    private TrainingHistory history;

    @Inject
    private Viewer viewer;

    private @Nullable String cursor;
    private @Nullable Page<TrainingJobView> page;
    private @Nullable TrainingMetrics metrics;

    @PostConstruct
    void fromRequest() {
        cursor = Links.optional("cursor");
    }

    public void load() {
        page = jobs.list(viewer.caller(), null, null, PageRequest.of(null, cursor));
        metrics = history.metrics(viewer.caller(), Period.ALL);
    }

    public @Nullable Page<TrainingJobView> getPage() {
        return page;
    }

    public @Nullable TrainingMetrics getMetrics() {
        return metrics;
    }

    public @Nullable String getCursor() {
        return cursor;
    }
}
