package org.modelyard.evaluation.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.evaluation.service.GoldenSetView;
import org.modelyard.evaluation.service.GoldenSets;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;

/** The part of a model's page that names the rows its versions are tested on. */
@Named
@RequestScoped
public class GoldenSetList {

    private static final PageRequest ALL = new PageRequest(PageRequest.MAX_LIMIT, null);

    @Inject
    private GoldenSets sets;

    @Inject
    private Datasets datasets;

    @Inject
    private Viewer viewer;

    private String model = "";
    private @Nullable String name;
    private @Nullable String dataset;
    private @Nullable String snapshot;
    private @Nullable List<GoldenSetView> known;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
    }

    public void fix() {
        Notices.attempt(() -> {
            String id = snapshot == null || snapshot.isBlank() ? null : snapshot.strip();
            GoldenSetView made = sets.fix(
                    viewer.caller(), model, new GoldenSets.NewGoldenSet(name, id == null ? dataset : null, id));
            Links.go("/console/models/" + model + "/golden-sets/" + made.name());
        });
    }

    /** Newest first. */
    public List<GoldenSetView> getItems() {
        if (known == null) {
            known = sets.list(viewer.caller(), model, ALL).items();
        }
        return known;
    }

    public List<DatasetView> getDatasets() {
        return datasets.list(viewer.caller(), ALL).items();
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getDataset() {
        return dataset;
    }

    public void setDataset(@Nullable String dataset) {
        this.dataset = dataset;
    }

    public @Nullable String getSnapshot() {
        return snapshot;
    }

    public void setSnapshot(@Nullable String snapshot) {
        this.snapshot = snapshot;
    }
}
