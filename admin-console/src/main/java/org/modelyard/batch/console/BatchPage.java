package org.modelyard.batch.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.ExecutionView;
import org.modelyard.batch.service.Executions;
import org.modelyard.batch.service.JobView;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** The JSR-352 jobs, each with a form made from its declared parameters, and their executions, newest first. */
@Named
@RequestScoped
public class BatchPage {

    private static final int ROWS = 25;

    @Inject
    private Executions executions;

    @Inject
    private Viewer viewer;

    private @Nullable String cursor;
    private @Nullable Page<ExecutionView> page;
    private @Nullable List<JobView> jobs;
    private final Map<String, Map<String, String>> values = new HashMap<>();
    private @Nullable String refused;

    @PostConstruct
    void fromRequest() {
        cursor = Links.optional("cursor");
    }

    public void load() {
        page = executions.list(viewer.caller(), PageRequest.of(ROWS, cursor));
    }

    /** What was left empty counts as not given. */
    public void start(String job) {
        Map<String, String> given = new HashMap<>(values(job));
        given.values().removeIf(typed -> typed == null || typed.isBlank());
        boolean started = Notices.attempt(() -> {
            ExecutionView execution = executions.submit(viewer.caller(), job, given);
            Notices.done("Started " + job + ".");
            Links.go("/console/batch/" + execution.executionId());
        });
        refused = started ? null : job;
    }

    public List<JobView> getJobs() {
        if (jobs == null) {
            jobs = executions.jobs(viewer.caller());
        }
        return jobs;
    }

    /** What was typed, by parameter. */
    public Map<String, String> values(String job) {
        return values.computeIfAbsent(job, any -> new HashMap<>());
    }

    /** The job whose form stays open, with what was typed. */
    public @Nullable String getRefused() {
        return refused;
    }

    public long getRunning() {
        return Optional.ofNullable(page).stream()
                .flatMap(shown -> shown.items().stream())
                .filter(ExecutionWords::runs)
                .count();
    }

    public @Nullable Page<ExecutionView> getPage() {
        return page;
    }

    public @Nullable String getCursor() {
        return cursor;
    }
}
