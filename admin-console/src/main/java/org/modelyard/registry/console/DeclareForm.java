package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.Elsewhere;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionDeclarations;

/** Registers a version that lives elsewhere. */
@Named
@RequestScoped
public class DeclareForm {

    @Inject
    private VersionDeclarations declarations;

    @Inject
    private Viewer viewer;

    private final SaidFields said = new SaidFields();
    private Task task = Task.CLASSIFICATION;

    @PostConstruct
    void fromRequest() {
        said.typed().put("model", Links.parameter("model"));
    }

    /** Leads to the version's page. */
    public void declare() {
        Notices.attempt(() -> {
            String model = said.text("model");
            ModelVersionView made = declarations.declare(viewer.caller(), model == null ? "" : model, wanted());
            Notices.done(made.model() + " " + made.version() + " is registered. Undo: delete it, on this page.");
            Links.go("/console/models/" + made.model() + "/versions/" + made.version());
        });
    }

    VersionDeclarations.NewDeclaration wanted() {
        return new VersionDeclarations.NewDeclaration(
                task,
                said.bump(),
                said.signature(task),
                said.metrics(),
                said.hyperparameters(),
                new Elsewhere(
                        said.text("location"),
                        said.text("architecture"),
                        said.whole("parameters"),
                        said.whole("bytes")),
                said.tags(),
                said.text("changeLog"),
                null,
                null);
    }

    /** Fields by name. */
    public Map<String, @Nullable String> getSaid() {
        return said.typed();
    }

    /** What a signature may look like: braces cannot stand in the page, which would take them for an expression's. */
    public String getSignatureExample() {
        return "{\"inputs\": [{\"name\": \"income\", \"type\": \"NUMERIC\"}], \"labels\": [\"no\", \"yes\"]}";
    }

    public String getHyperparametersExample() {
        return "{\"layers\": 12}";
    }

    public Bump[] getBumps() {
        return Bump.values();
    }

    public Task[] getTasks() {
        return Task.values();
    }

    public Task getTask() {
        return task;
    }

    public void setTask(Task task) {
        this.task = task;
    }
}
