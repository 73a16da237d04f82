package org.modelyard.evaluation.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.ComparisonView;
import org.modelyard.evaluation.service.Comparisons;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.Comparison;
import org.modelyard.ml.evaluation.MetricComparison;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;

/** Two versions side by side: what to do, and why. */
@Named
@RequestScoped
public class ComparisonPage {

    @Inject
    private Comparisons comparisons;

    @Inject
    private Viewer viewer;

    private String id = "";
    private @Nullable ComparisonView view;
    private @Nullable Comparison result;

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        if (!id.isEmpty()) {
            load();
        }
    }

    public void load() {
        view = comparisons.get(viewer.caller(), Ids.parse("comparison", id));
        result = view.comparison();
    }

    public String getVerdict() {
        if (view == null) {
            return "";
        }
        return switch (view.state()) {
            case QUEUED, RUNNING -> "Both are being asked about the same rows. The page may be closed meanwhile.";
            case FAILED -> "It came to nothing: " + view.problem();
            case COMPLETED -> result == null ? "" : result.reason();
        };
    }

    public @Nullable String getRecommendation() {
        return result == null ? null : result.recommendation().name();
    }

    /** In which the metrics of the business are measured; empty where none is. */
    public String getUnit() {
        BusinessMetrics business = result == null ? null : result.plan().business();
        return business == null ? "" : business.unit();
    }

    public List<MetricComparison> getMetrics() {
        return result == null ? List.of() : result.metrics();
    }

    public @Nullable ComparisonView getView() {
        return view;
    }

    public @Nullable Comparison getResult() {
        return result;
    }

    public String getId() {
        return id;
    }
}
