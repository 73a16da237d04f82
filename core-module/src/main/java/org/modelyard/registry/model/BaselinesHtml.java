package org.modelyard.registry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Metric;

/** What stands beside an evaluation, in the card as a page. */
final class BaselinesHtml {

    private BaselinesHtml() {}

    static void write(HtmlPage page, Evaluation evaluation) {
        if (evaluation.baselines().isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(evaluation.baselines().get(0).metrics().keySet());
        List<String> heads = new ArrayList<>(List.of("Answer"));
        names.forEach(name -> heads.add("#" + name));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("this version", names, evaluation.metrics()));
        evaluation.baselines().forEach(one -> rows.add(row(one.answer(), names, one.metrics())));
        page.table("Beside other answers to the same rows", heads, rows);
    }

    private static List<String> row(String answer, List<String> names, Map<String, Metric> metrics) {
        List<String> row = new ArrayList<>(List.of(answer));
        names.forEach(name -> {
            Metric metric = metrics.get(name);
            row.add(metric == null ? "–" : ModelCardHtml.figure(metric.value()));
        });
        return row;
    }
}
