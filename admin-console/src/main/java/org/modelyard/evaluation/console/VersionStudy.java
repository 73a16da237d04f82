package org.modelyard.evaluation.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.ModelCards;
import org.modelyard.ml.evaluation.Slice;
import org.modelyard.ml.evaluation.Slices;
import org.modelyard.ml.explain.FeatureImportance;
import org.modelyard.ml.explain.PermutationImportance;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.model.ModelCard;

/** The parts of a version's page that look behind its metrics. */
@Named
@RequestScoped
public class VersionStudy {

    private static final int MOST_SLICES = 12;

    @Inject
    private ModelCards cards;

    @Inject
    private Viewer viewer;

    private ModelCard.@Nullable Measured measured;

    @PostConstruct
    void fromRequest() {
        String model = Links.parameter("model");
        String version = Links.parameter("version");
        if (!model.isEmpty() && !version.isEmpty()) {
            Notices.attempt(
                    () -> measured = cards.of(viewer.caller(), model, version).measured());
        }
    }

    /** The most valuable first. */
    public List<FeatureImportance> getImportance() {
        PermutationImportance importance = measured == null ? null : measured.importance();
        return importance == null
                ? List.of()
                : importance.features().stream()
                        .sorted(Comparator.comparingDouble(one -> -one.importance()))
                        .toList();
    }

    public String getMetric() {
        PermutationImportance importance = measured == null ? null : measured.importance();
        return importance == null ? "" : importance.metric();
    }

    private @Nullable Slices slices() {
        return measured == null ? null : measured.slices();
    }

    /** The worst first, of those that were tested. */
    public List<Slice> getSlices() {
        Slices slices = slices();
        return slices == null
                ? List.of()
                : slices.slices().stream()
                        .filter(slice -> !Double.isNaN(slice.p()))
                        .sorted(Comparator.comparingDouble((Slice slice) -> slice.rest() - slice.loss()))
                        .limit(MOST_SLICES)
                        .toList();
    }

    public String getLoss() {
        Slices slices = slices();
        return slices == null ? "" : slices.loss();
    }

    /** In a sentence. */
    public String getVerdict() {
        Slices slices = slices();
        if (slices == null) {
            return "";
        }
        return slices.worst()
                .map(slice -> "Worst, and surely so: " + slice.feature() + " " + slice.condition() + ".")
                .orElse("Nowhere surely.");
    }
}
