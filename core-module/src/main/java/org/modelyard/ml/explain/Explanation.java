package org.modelyard.ml.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.MetricJson;

/**
 * One answer, taken apart by inputs. It is about what the model itself states, before calibration and threshold.
 *
 * @param label that is explained; null for a regression
 * @param base what is there before any input counts: see {@link Method}
 * @param sum base plus all contributions, which is what the model states
 * @param contributions one an input, in the order of the signature
 */
public record Explanation(
        Method method, Scale scale, @Nullable String label, double base, double sum, List<Contribution> contributions) {

    /** How the contributions were found. */
    public enum Method {
        /** Exact: weights times encoded values, summed by input; the base is the bias. A number counts from its mean. */
        LINEAR,
        /**
         * Exact Shapley values of the inputs, where an unknown input goes both ways by the training rows that did
         * (path-dependent; Lundberg, Erion and Lee 2018); the base is the trees' mean by those rows. Linear
         * members of an ensemble add their weights times encoded values.
         */
        TREE_SHAP,
        /** Shapley values by sampling, with standard errors; the base is the mean over the background rows drawn. */
        SAMPLED_SHAPLEY
    }

    /** Unit of base, sum and contributions. */
    public enum Scale {
        /** The target's unit. */
        VALUE,
        /** Log-odds of the label. */
        LOG_ODDS,
        /** Of three labels or more: the logarithm of the probability, but for a term that all labels share. */
        LOG_PROBABILITY,
        /** The label's probability. */
        PROBABILITY
    }

    public Explanation {
        contributions = List.copyOf(contributions);
    }

    public String toJson() {
        ObjectNode root = MetricJson.object();
        root.put("method", method.name()).put("scale", scale.name());
        MetricJson.text(root, "label", label);
        MetricJson.number(root, "base", base);
        MetricJson.number(root, "sum", sum);
        ArrayNode list = root.putArray("contributions");
        for (Contribution one : contributions) {
            ObjectNode node = list.addObject().put("feature", one.feature());
            node.put("value", one.value());
            MetricJson.number(node, "contribution", one.contribution());
            MetricJson.number(node, "standardError", one.standardError());
        }
        return root.toString();
    }
}
