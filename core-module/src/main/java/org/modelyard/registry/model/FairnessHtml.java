package org.modelyard.registry.model;

import java.util.List;
import org.modelyard.ml.evaluation.Fairness;

/** How a version treats groups, on the page of its card. */
final class FairnessHtml {

    private FairnessHtml() {}

    static void write(HtmlPage page, Fairness fairness) {
        page.heading("Fairness by " + fairness.feature())
                .sentence(
                        fairness.labels().isEmpty()
                                ? "Selected means: answered with '" + fairness.positive() + "'."
                                : "Each of " + fairness.labels().size()
                                        + " labels was held against the rest; below is '" + fairness.positive()
                                        + "', the worst.")
                .table(
                        "Groups, positive label '" + fairness.positive() + "'",
                        List.of("Group", "#Rows", "#Selected", "#True positives", "#False positives", "#Accuracy"),
                        fairness.groups().stream()
                                .map(group -> List.of(
                                        group.group(),
                                        String.valueOf(group.rows()),
                                        ModelCardHtml.figure(
                                                group.selectionRate().value()),
                                        ModelCardHtml.figure(
                                                group.truePositiveRate().value()),
                                        ModelCardHtml.figure(
                                                group.falsePositiveRate().value()),
                                        ModelCardHtml.figure(group.accuracy().value())))
                                .toList())
                .table(
                        "Differences between groups",
                        List.of("Figure", "#Value", "#95 % interval", "About"),
                        fairness.disparities().values().stream()
                                .map(one -> List.of(
                                        one.name(),
                                        ModelCardHtml.figure(one.value()),
                                        ModelCardHtml.range(one.interval()),
                                        one.reason()))
                                .toList());
    }
}
