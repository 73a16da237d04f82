package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.DeletedThings;
import org.modelyard.registry.service.DeletedView;
import org.modelyard.registry.service.ModelEdits;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ModelView;
import org.modelyard.registry.service.VersionLives;

/** Deletes models and versions, finds what was deleted, and restores it. What is restored is chosen by its name, not by its row's place. */
@Named
@RequestScoped
public class DeletionForm {

    @Inject
    private VersionLives lives;

    @Inject
    private ModelEdits edits;

    @Inject
    private DeletedThings deleted;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String version = "";
    private boolean showing;
    private @Nullable String chosen;
    private @Nullable List<DeletedView> models;
    private @Nullable List<DeletedView> versions;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        version = Links.parameter("version");
        showing = !Links.parameter("deleted").isEmpty();
    }

    /** @param reason kept in the audit; null or empty where none is said */
    public void deleteVersion(@Nullable String reason) {
        if (Notices.attempt(() -> lives.delete(viewer.caller(), model, version, reason))) {
            Notices.done(version + " is deleted. Undo: Restore a deleted version, on this page.");
            Links.go("/console/models/" + model + "?deleted=1#deleted");
        }
    }

    public void restoreVersion() {
        String wanted = chosen;
        boolean back = Notices.attempt(() -> lives.restore(viewer.caller(), model, required(wanted, "version")));
        if (back) {
            Notices.done(wanted + " is back.");
            Links.go("/console/models/" + model + "/versions/" + wanted);
        }
    }

    public void deleteModel() {
        if (Notices.attempt(() -> edits.delete(viewer.caller(), model))) {
            Notices.done(model + " is deleted, with all its versions. Undo: Restore a deleted model, on this page.");
            Links.go("/console/models#deleted");
        }
    }

    public void restoreModel() {
        String wanted = chosen;
        if (Notices.attempt(() -> edits.restore(viewer.caller(), required(wanted, "model")))) {
            Notices.done(wanted + " is back, with all its versions.");
            Links.go("/console/models/" + wanted);
        }
    }

    private static String required(@Nullable String chosen, String kind) {
        if (chosen == null || chosen.isBlank()) {
            throw new Refusal.Invalid(kind, "Choose a " + kind + " to restore.");
        }
        return chosen;
    }

    /** Those that the viewer may restore, the last deleted first. */
    public List<DeletedView> getModels() {
        if (models == null) {
            models = viewer.isAdmin() ? deleted.models(viewer.caller()) : List.of();
        }
        return models;
    }

    /** Whether the address asks for the deleted versions: all of a model's are read for them. */
    public boolean isShowing() {
        return showing && viewer.isOperator();
    }

    /** Those of the page's model that the viewer may restore, the last deleted first; none unless they are asked for. */
    public List<DeletedView> getVersions() {
        if (versions == null) {
            versions = isShowing() && !model.isEmpty() ? deleted.versions(viewer.caller(), model) : List.of();
        }
        return versions;
    }

    /** What stands against archiving or deleting a version, as far as its names tell; empty where they tell nothing. */
    public String ofVersion(ModelVersionView known) {
        List<String> names = known.said().aliases();
        return names.isEmpty()
                ? ""
                : "It is " + String.join(", ", names) + " now and can be neither archived nor deleted: promote another"
                        + " version, or give the name to one, first.";
    }

    /** What stands against deleting a model, as far as its champions tell; empty where there are none. */
    public String ofModel(ModelView known) {
        String serving = known.champions().entrySet().stream()
                .map(champion -> champion.getValue() + " serves " + champion.getKey())
                .collect(Collectors.joining(", "));
        return serving.isEmpty() ? "" : "It cannot be deleted while one of its versions serves: " + serving + ".";
    }

    public @Nullable String getChosen() {
        return chosen;
    }

    public void setChosen(@Nullable String chosen) {
        this.chosen = chosen;
    }
}
