package org.modelyard.run.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.run.service.RunVersions;

/** The part of a run's page that makes a version of it. */
@Named
@RequestScoped
public class RunRegistration {

    @Inject
    private RunVersions versions;

    @Inject
    private RunPage page;

    @Inject
    private Viewer viewer;

    private String id = "";
    private @Nullable String model;
    private @Nullable Task task = Task.CLASSIFICATION;
    private Bump bump = Bump.PATCH;
    private @Nullable String artifact;

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        model = page.getRun() == null ? null : page.getRun().model();
    }

    public void register() {
        Notices.attempt(() -> {
            ModelVersionView made = versions.register(
                    viewer.caller(),
                    Ids.parse("run", id),
                    new RunVersions.NewRunVersion(
                            model == null ? null : model.strip(), artifact == null ? task : null, bump, artifact));
            Links.go("/console/models/" + made.model() + "/versions/" + made.version());
        });
    }

    public Task[] getTasks() {
        return Task.values();
    }

    public Bump[] getBumps() {
        return Bump.values();
    }

    public @Nullable String getModel() {
        return model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
    }

    public @Nullable Task getTask() {
        return task;
    }

    public void setTask(@Nullable Task task) {
        this.task = task;
    }

    public Bump getBump() {
        return bump;
    }

    public void setBump(Bump bump) {
        this.bump = bump;
    }

    public @Nullable String getArtifact() {
        return artifact;
    }

    public void setArtifact(@Nullable String artifact) {
        this.artifact = artifact;
    }
}
