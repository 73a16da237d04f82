package org.modelyard.training.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.training.model.EpochFigures;
import org.modelyard.training.service.SearchView;
import org.modelyard.training.service.TrainingHistory;
import org.modelyard.training.service.TrainingJobView;
import org.modelyard.training.service.TrainingJobs;

/** One training job, live. */
@Named
@RequestScoped
public class TrainingPage {

    @Inject
    private TrainingJobs jobs;

    @Inject
    private TrainingHistory history;

    @Inject
    private Viewer viewer;

    private String id = "";
    private @Nullable TrainingJobView job;
    private List<EpochFigures> epochs = List.of();
    private @Nullable SearchView search;

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        if (!id.isEmpty()) {
            load();
        }
    }

    public void load() {
        UUID known = Ids.parse("training job", id);
        job = jobs.get(viewer.caller(), known);
        search = job.plan().search() == null ? null : history.search(viewer.caller(), known);
        epochs = history.epochs(viewer.caller(), known).stream()
                .filter(epoch -> epoch.fold() == 0)
                .toList();
    }

    public void cancel() {
        Notices.attempt(() -> jobs.cancel(viewer.caller(), Ids.parse("training job", id)));
        load();
    }

    public void start() {
        Notices.attempt(() -> jobs.start(viewer.caller(), Ids.parse("training job", id)));
        load();
    }

    /** A new job with the same choices. */
    public void again() {
        Notices.attempt(() -> Links.go("/console/training/"
                + jobs.again(viewer.caller(), Ids.parse("training job", id)).id()));
        load();
    }

    /** The request that asks for the same again, as YAML. */
    public String getConfig() {
        return job == null ? "" : jobs.config(viewer.caller(), job.id());
    }

    /** The outcome in a sentence. */
    public String getVerdict() {
        if (job == null) {
            return "";
        }
        return switch (job.state()) {
            case CREATED -> "Not started yet.";
            case QUEUED ->
                (job.waitsFor() == null ? "Waits for a free worker." : "Waits. " + job.waitsFor())
                        + " The page may be closed meanwhile.";
            case RUNNING -> job.cancelRequested() ? "Ends in a moment." : "Training. The page may be closed meanwhile.";
            case COMPLETED ->
                job.reasons().isEmpty()
                        ? "Version " + job.modelVersion() + " is registered and READY."
                        : "Version " + job.modelVersion() + " is registered but REJECTED: "
                                + String.join("; ", job.reasons());
            case FAILED -> "Failed: " + job.problem();
            case CANCELLED -> "Cancelled. Nothing was registered.";
        };
    }

    /** What its search has found so far; null without a search. */
    public @Nullable SearchView getSearch() {
        return search;
    }

    public String getTrialChart() {
        return search == null ? "" : TrialLines.json(search);
    }

    /** Whether there are enough trials for a picture. */
    public boolean isTried() {
        return search != null
                && search.trials().stream().filter(line -> line.score() != null).count() > 1;
    }

    /** The steps of the version's own fit. */
    public List<EpochFigures> getEpochs() {
        return epochs;
    }

    public String getChart() {
        return LossCurve.json(epochs);
    }

    /** The last step, or null before the first. */
    public @Nullable EpochFigures getLast() {
        return epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
    }

    /** The request that would make this job again. */
    public String getBody() {
        return job == null ? "" : RequestBody.of(job);
    }

    public @Nullable TrainingJobView getJob() {
        return job;
    }

    public String getId() {
        return id;
    }
}
