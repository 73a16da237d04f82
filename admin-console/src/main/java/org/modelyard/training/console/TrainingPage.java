package org.modelyard.training.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.training.service.TrainingJobView;
import org.modelyard.training.service.TrainingJobs;

/** One training job, live. */
@Named
@RequestScoped
public class TrainingPage {

    @Inject
    private TrainingJobs jobs;

    @Inject
    private Viewer viewer;

    private String id = "";
    private @Nullable TrainingJobView job;

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        if (!id.isEmpty()) {
            load();
        }
    }

    public void load() {
        job = jobs.get(viewer.caller(), Ids.parse("training job", id));
    }

    public void cancel() {
        Notices.attempt(() -> jobs.cancel(viewer.caller(), Ids.parse("training job", id)));
        load();
    }

    public void start() {
        Notices.attempt(() -> jobs.start(viewer.caller(), Ids.parse("training job", id)));
        load();
    }

    /** The outcome in a sentence. */
    public String getVerdict() {
        if (job == null) {
            return "";
        }
        return switch (job.state()) {
            case CREATED -> "Not started yet.";
            case QUEUED -> "Waits for a worker. The page may be closed meanwhile.";
            case RUNNING ->
                job.cancelRequested() ? "Ends at its next step." : "Training. The page may be closed meanwhile.";
            case COMPLETED ->
                job.reasons().isEmpty()
                        ? "Version " + job.modelVersion() + " is registered and READY."
                        : "Version " + job.modelVersion() + " is registered but REJECTED: "
                                + String.join("; ", job.reasons());
            case FAILED -> "Failed: " + job.problem();
            case CANCELLED -> "Cancelled. Nothing was registered.";
        };
    }

    public @Nullable TrainingJobView getJob() {
        return job;
    }

    public String getId() {
        return id;
    }
}
