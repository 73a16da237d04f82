package org.modelyard.registry.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modelyard.ml.evaluation.Gate;

/** What policies of models and of environments ask for, in words. */
public final class PolicySentences {

    private PolicySentences() {}

    /**
     * Gates first, then fairness, then approvals.
     *
     * @return a sentence each; empty when nothing is asked for
     */
    public static List<String> of(Map<String, Gate> gates, Map<String, Map<String, Gate>> fairness, int approvals) {
        List<String> sentences = new ArrayList<>();
        gates.forEach((metric, gate) -> sentences.add(metric + " must be " + words(gate) + "."));
        fairness.forEach((feature, figures) -> figures.forEach(
                (figure, gate) -> sentences.add("By " + feature + ", " + figure + " must be " + words(gate) + ".")));
        if (approvals > 0) {
            sentences.add((approvals == 1 ? "One person" : approvals + " people")
                    + " other than its author must approve of it.");
        }
        return sentences;
    }

    private static String words(Gate gate) {
        Double least = gate.min();
        Double most = gate.max();
        return least == null ? "at most " + most : most == null ? "at least " + least : "from " + least + " to " + most;
    }
}
