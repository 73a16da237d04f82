package org.modelyard.evaluation.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.GoldenSetView;
import org.modelyard.evaluation.service.GoldenSets;
import org.modelyard.evaluation.service.Leakages;
import org.modelyard.ml.evaluation.Leakage;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/** A golden set: which rows they are, and what they have in common with what a version has learnt from. */
@Named
@RequestScoped
public class GoldenSetPage {

    private static final PageRequest SOME = new PageRequest(50, null);

    @Inject
    private GoldenSets sets;

    @Inject
    private Leakages leakages;

    @Inject
    private Registry registry;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String model = "";
    private String name = "";
    private @Nullable String version;
    private @Nullable String groupBy;
    private @Nullable GoldenSetView set;
    private @Nullable Leakage leakage;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        name = Links.parameter("name");
        version = Links.optional("version");
        groupBy = Links.optional("groupBy");
        set = sets.get(viewer.caller(), model, name);
    }

    /** Looks only when it was asked, since it reads all rows. */
    public void load() {
        GoldenSetView golden = set;
        String asked = version;
        if (golden != null && asked != null) {
            Notices.attempt(() -> leakage = leakages.of(viewer.caller(), asked, golden, groupBy));
        }
    }

    public void remove() {
        boolean done = Notices.attempt(() -> sets.remove(viewer.caller(), model, name));
        if (done) {
            Notices.done("The name '" + name + "' is free. The snapshot and what was measured on it stay.");
            Links.go("/console/models/" + model);
        }
    }

    /** What was found, in a sentence; empty before it was looked for. */
    public String getVerdict() {
        Leakage found = leakage;
        if (found == null) {
            return "";
        }
        Leakage.GroupOverlap groups = found.groups();
        if (found.clean()) {
            return "Fair to " + version + ": none of the " + words.number(found.evaluationRows())
                    + " rows is among the " + words.number(found.trainingRows()) + " that it has learnt from"
                    + (groups == null ? "." : ", and no group is.");
        }
        return words.number(found.sameInputs().rows()) + " of " + words.number(found.evaluationRows())
                + " rows have the inputs of a row that " + version + " has learnt from, "
                + words.number(found.identical().rows()) + " with the same answer"
                + (groups == null
                        ? "."
                        : "; " + words.number(groups.rows()) + " rows belong to a group that it has learnt from.");
    }

    /** Those that were trained here: of others it is not known what they have learnt from. */
    public List<ModelVersionView> getVersions() {
        return registry.versions(viewer.caller(), model, SOME).items().stream()
                .filter(one -> one.stage() != Stage.EXTERNAL && one.lineage().trainedHere())
                .toList();
    }

    public @Nullable GoldenSetView getSet() {
        return set;
    }

    public @Nullable Leakage getLeakage() {
        return leakage;
    }

    public String getModel() {
        return model;
    }

    public String getName() {
        return name;
    }

    public @Nullable String getVersion() {
        return version;
    }

    public @Nullable String getGroupBy() {
        return groupBy;
    }
}
