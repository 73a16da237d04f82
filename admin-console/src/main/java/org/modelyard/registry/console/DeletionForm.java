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
import org.modelyard.registry.service.DeletedList;
import org.modelyard.registry.service.DeletedThings;
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
    private String wanted = "";
    private @Nullable String chosen;
    private @Nullable DeletedList models;
    private @Nullable DeletedList versions;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        version = Links.parameter("version");
        showing = !Links.parameter("deleted").isEmpty();
        wanted = Links.parameter("deletedName").strip();
    }

    /** @param reason kept in the audit; null or empty where none is said */
    public void deleteVersion(@Nullable String reason) {
        if (Notices.attempt(() -> lives.delete(viewer.caller(), model, version, reason))) {
            Notices.done(version + " is deleted. Undo: Restore a deleted version, on this page.");
            Links.go("/console/models/" + model + "?deleted=1#deleted");
        }
    }

    public void restoreVersion() {
        String number = chosen;
        boolean back = Notices.attempt(() -> lives.restore(viewer.caller(), model, required(number, "version")));
        if (back) {
            Notices.done(number + " is back.");
            Links.go("/console/models/" + model + "/versions/" + number);
        }
    }

    public void deleteModel() {
        if (Notices.attempt(() -> edits.delete(viewer.caller(), model))) {
            Notices.done(model + " is deleted, with all its versions. Undo: Restore a deleted model, on this page.");
            Links.go("/console/models#deleted");
        }
    }

    public void restoreModel() {
        String name = chosen;
        if (Notices.attempt(() -> edits.restore(viewer.caller(), required(name, "model")))) {
            Notices.done(name + " is back, with all its versions.");
            Links.go("/console/models/" + name);
        }
    }

    private static String required(@Nullable String chosen, String kind) {
        if (chosen == null || chosen.isBlank()) {
            throw new Refusal.Invalid(kind, "Choose a " + kind + " to restore.");
        }
        return chosen;
    }

    /** Those that the viewer may restore, the last deleted first. */
    public DeletedList getModels() {
        if (models == null) {
            models = viewer.isAdmin() ? deleted.models(viewer.caller(), wanted) : DeletedList.NONE;
        }
        return models;
    }

    /** Whether the address asks for the deleted versions: all of a model's are read for them. */
    public boolean isShowing() {
        return showing && viewer.isOperator();
    }

    /** Those of the page's model that the viewer may restore, the last deleted first; none unless they are asked for. */
    public DeletedList getVersions() {
        if (versions == null) {
            versions = isShowing() && !model.isEmpty()
                    ? deleted.versions(viewer.caller(), model, wanted)
                    : DeletedList.NONE;
        }
        return versions;
    }

    /** A part of the names that are looked for; empty for all. */
    public String getWanted() {
        return wanted;
    }

    /** Whether there is reason to look for some of them by name. */
    public boolean isMany(DeletedList list) {
        return !wanted.isEmpty() || list.all() > list.items().size();
    }

    /** How many of them are there to be chosen. */
    public String told(DeletedList list) {
        int listed = list.items().size();
        return list.all() > listed
                ? "The last " + listed + " of " + list.all() + ", the last deleted first; find others by their name."
                : "The last deleted first.";
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
