package org.modelyard.evaluation.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.evaluation.service.EvaluationView;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.evaluation.service.GoldenSets;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;

/** The part of a version's page that asks it about other rows. */
@Named
@RequestScoped
public class VersionEvaluations {

    private static final PageRequest ALL = new PageRequest(PageRequest.MAX_LIMIT, null);

    @Inject
    private Evaluations evaluations;

    @Inject
    private Datasets datasets;

    @Inject
    private GoldenSets sets;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String version = "";
    private @Nullable String rows;
    private @Nullable List<EvaluationView> known;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        version = Links.parameter("version");
    }

    public void start() {
        Notices.attempt(() -> evaluations.request(viewer.caller(), model, version, AskedRows.of(rows)));
    }

    /** The latest, newest first. */
    public List<EvaluationView> getItems() {
        if (known == null) {
            known = evaluations
                    .list(viewer.caller(), model, version, PageRequest.of(null, null))
                    .items();
        }
        return known;
    }

    /** Golden sets of the model, then datasets. */
    public Map<String, String> getChoices() {
        return AskedRows.choices(
                sets.list(viewer.caller(), model, ALL).items(),
                datasets.list(viewer.caller(), ALL).items());
    }

    public @Nullable String getRows() {
        return rows;
    }

    public void setRows(@Nullable String rows) {
        this.rows = rows;
    }
}
