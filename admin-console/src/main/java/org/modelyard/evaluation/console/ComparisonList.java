package org.modelyard.evaluation.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.evaluation.model.ComparisonWish;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.evaluation.service.ComparisonView;
import org.modelyard.evaluation.service.Comparisons;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** Comparisons so far, and asking for one. */
@Named
@RequestScoped
public class ComparisonList {

    private static final PageRequest ALL = new PageRequest(PageRequest.MAX_LIMIT, null);

    @Inject
    private Comparisons comparisons;

    @Inject
    private Datasets datasets;

    @Inject
    private Viewer viewer;

    private @Nullable String cursor;
    private @Nullable String champion;
    private @Nullable String candidate;
    private @Nullable String dataset;
    private @Nullable String golden;
    private @Nullable String metric;
    private @Nullable Page<ComparisonView> page;

    @PostConstruct
    void fromRequest() {
        cursor = Links.optional("cursor");
        champion = Links.optional("a");
        candidate = Links.optional("b");
        golden = Links.optional("golden");
    }

    public void load() {
        page = comparisons.list(viewer.caller(), PageRequest.of(null, cursor));
    }

    public void start() {
        Notices.attempt(() -> {
            ComparisonView asked = comparisons.request(
                    viewer.caller(),
                    new Comparisons.NewComparison(
                            VersionRef.parse("a", champion == null ? "" : champion.strip()),
                            VersionRef.parse("b", candidate == null ? "" : candidate.strip()),
                            new Evaluations.Rows(golden == null ? dataset : null, null, golden),
                            new ComparisonWish(
                                    metric == null || metric.isBlank() ? null : metric.strip(),
                                    null,
                                    null,
                                    null,
                                    null)));
            Links.go("/console/comparisons/" + asked.id());
        });
        load();
    }

    public @Nullable Page<ComparisonView> getPage() {
        return page;
    }

    public List<DatasetView> getDatasets() {
        return datasets.list(viewer.caller(), ALL).items();
    }

    public @Nullable String getChampion() {
        return champion;
    }

    public void setChampion(@Nullable String champion) {
        this.champion = champion;
    }

    public @Nullable String getCandidate() {
        return candidate;
    }

    public void setCandidate(@Nullable String candidate) {
        this.candidate = candidate;
    }

    public @Nullable String getDataset() {
        return dataset;
    }

    public void setDataset(@Nullable String dataset) {
        this.dataset = dataset;
    }

    public @Nullable String getGolden() {
        return golden;
    }

    public void setGolden(@Nullable String golden) {
        this.golden = golden == null || golden.isBlank() ? null : golden.strip();
    }

    public @Nullable String getMetric() {
        return metric;
    }

    public void setMetric(@Nullable String metric) {
        this.metric = metric;
    }
}
