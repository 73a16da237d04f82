package org.modelyard.evaluation.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Measure;
import org.modelyard.ml.evaluation.Measures;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.registry.model.ModelCard;
import org.modelyard.registry.service.ModelVersionView;

/** The versions' own metrics, a line each: with intervals where an evaluation is kept, else as they are declared. */
final class MeasuredLines {

    private MeasuredLines() {}

    static List<VersionsView.MetricLine> of(List<ModelVersionView> versions, List<ModelCard> cards) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            Evaluation evaluation = cards.get(i).measured().evaluation();
            names.addAll(
                    evaluation == null
                            ? versions.get(i).metrics().keySet()
                            : evaluation.metrics().keySet());
        }
        List<VersionsView.MetricLine> lines = new ArrayList<>();
        for (String name : names) {
            List<VersionsView.@Nullable Value> values = new ArrayList<>();
            for (int i = 0; i < versions.size(); i++) {
                values.add(value(versions.get(i), cards.get(i).measured().evaluation(), name));
            }
            Optional<Measure> known = Measures.find(name);
            lines.add(new VersionsView.MetricLine(
                    name,
                    known.map(Measure::goal).orElse(Measure.Goal.NONE),
                    known.map(Measure::share).orElse(false),
                    values));
        }
        return lines;
    }

    private static VersionsView.@Nullable Value value(
            ModelVersionView version, @Nullable Evaluation evaluation, String name) {
        if (evaluation == null) {
            Map<String, @Nullable Double> said = version.metrics();
            return said.containsKey(name) ? new VersionsView.Value(said.get(name), null, null, null) : null;
        }
        Metric metric = evaluation.metrics().get(name);
        if (metric == null) {
            return null;
        }
        return new VersionsView.Value(
                metric.defined() ? metric.value() : null,
                metric.interval() == null ? null : metric.interval().low(),
                metric.interval() == null ? null : metric.interval().high(),
                metric.rows());
    }
}
