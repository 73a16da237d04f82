package org.modelyard.evaluation.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.evaluation.service.GoldenSetView;

/** Rows to ask about as one choice of a form: a golden set or a dataset. */
final class AskedRows {

    private static final String GOLDEN = "golden:";
    private static final String DATASET = "dataset:";

    private AskedRows() {}

    /** By what is sent: what is shown, golden sets first. */
    static Map<String, String> choices(List<GoldenSetView> golden, List<DatasetView> datasets) {
        Map<String, String> choices = new LinkedHashMap<>();
        golden.forEach(one -> choices.put(GOLDEN + one.name(), one.name() + " (golden set of " + one.dataset() + ")"));
        datasets.forEach(one -> choices.put(
                DATASET + one.name(), one.name() + " (" + one.counts().accepted() + " examples)"));
        return choices;
    }

    static Evaluations.Rows of(@Nullable String choice) {
        if (choice == null || choice.isBlank()) {
            return new Evaluations.Rows(null, null, null);
        }
        return choice.startsWith(GOLDEN)
                ? new Evaluations.Rows(null, null, choice.substring(GOLDEN.length()))
                : new Evaluations.Rows(choice.substring(choice.indexOf(':') + 1), null, null);
    }
}
