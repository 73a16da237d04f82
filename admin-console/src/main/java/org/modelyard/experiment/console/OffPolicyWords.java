package org.modelyard.experiment.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.console.DotPlot;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.OffPolicyReading;
import org.modelyard.experiment.service.OffPolicyView;
import org.modelyard.platform.console.Words;

/** What another way to divide units would have brought, for people who know no statistics. */
final class OffPolicyWords {

    private final OffPolicyView view;
    private final ExperimentWish.Metric metric;
    private final Words words;

    /** @param metric of the experiment's plan */
    OffPolicyWords(OffPolicyView view, ExperimentWish.Metric metric, Words words) {
        this.view = view;
        this.metric = metric;
        this.words = words;
    }

    /** By the doubly robust estimate, which errs least; that nothing is known where it is none. */
    String verdict() {
        OffPolicyReading.Estimate robust = view.estimates().stream()
                .filter(one -> one.method() == OffPolicyReading.Method.DR)
                .findFirst()
                .orElseThrow();
        Double value = robust.estimate();
        if (value == null) {
            return "Nothing can be said of that.";
        }
        String told = "Divided so, the " + view.metric() + " would have been about " + number(value);
        String was = " It was " + number(view.earned()) + ".";
        Double low = robust.low();
        Double high = robust.high();
        if (low == null || high == null) {
            return told + "; how sure that is cannot be told yet." + was;
        }
        return told + ", between " + number(low) + " and " + number(high) + "." + was + compared(low, high);
    }

    private String compared(double low, double high) {
        boolean more = low > view.earned();
        if (!more && !(high < view.earned())) {
            return " That may be no difference: what was measured lies between them.";
        }
        boolean lower = metric.lowerIsBetter() != null && metric.lowerIsBetter();
        return " That is " + (more ? "more" : "less") + " than what was measured, which is "
                + (more == lower ? "worse." : "better.");
    }

    /** What was measured, and each estimate with its interval. */
    DotPlot picture() {
        List<DotPlot.Mark> marks = new ArrayList<>();
        marks.add(new DotPlot.Mark("as they were divided", view.earned(), null, null, number(view.earned())));
        for (OffPolicyReading.Estimate one : view.estimates()) {
            marks.add(new DotPlot.Mark(
                    one.method().name(),
                    one.estimate(),
                    one.low(),
                    one.high(),
                    one.low() == null
                            ? number(one.estimate())
                            : number(one.estimate()) + " (" + number(one.low()) + " to " + number(one.high()) + ")"));
        }
        return DotPlot.of(view.metric(), marks, false);
    }

    /** How much the units tell of it. */
    String sample() {
        return "The " + words.number(view.units()) + (view.units() == 1 ? " judged unit tells" : " judged units tell")
                + " as much of it as " + words.number(Math.floor(view.effectiveSample()))
                + " that all count the same; the heaviest counts as " + words.number(view.largestWeight()) + ".";
    }

    private String number(@Nullable Double value) {
        return metric.kind() == MetricKind.PROPORTION ? words.percent(value) : words.number(value);
    }
}
