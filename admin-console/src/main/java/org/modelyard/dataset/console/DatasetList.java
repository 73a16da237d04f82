package org.modelyard.dataset.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** All datasets, and making one. */
@Named
@RequestScoped
public class DatasetList {

    @Inject
    private Datasets datasets;

    @Inject
    private Viewer viewer;

    private @Nullable String cursor;
    private @Nullable Page<DatasetView> page;
    private @Nullable String name;
    private @Nullable String target;
    private Task task = Task.CLASSIFICATION;
    private boolean refused;

    @PostConstruct
    void fromRequest() {
        cursor = Links.optional("cursor");
    }

    public void load() {
        page = datasets.list(viewer.caller(), PageRequest.of(null, cursor));
    }

    public void create() {
        boolean made = Notices.attempt(() -> datasets.create(
                viewer.caller(),
                new Datasets.NewDataset(
                        name == null ? "" : name, task, target == null ? "label" : target, null, null)));
        if (made) {
            Links.go("/console/datasets/" + name);
        } else {
            refused = true;
            load();
        }
    }

    /** Whether the form for a new dataset stays open, with what was typed. */
    public boolean isRefused() {
        return refused;
    }

    public @Nullable Page<DatasetView> getPage() {
        return page;
    }

    public List<Task> getTasks() {
        return List.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    public @Nullable String getCursor() {
        return cursor;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getTarget() {
        return target;
    }

    public void setTarget(@Nullable String target) {
        this.target = target;
    }

    public Task getTask() {
        return task;
    }

    public void setTask(Task task) {
        this.task = task;
    }
}
