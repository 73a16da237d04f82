package org.modelyard.dataset.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.modelyard.platform.model.Refusal;

/**
 * The columns of a dataset in their order, the target aside.
 *
 * @param target the column that a model learns to answer
 */
public record Schema(Task task, String target, List<FeatureSpec> features) {

    public static final int MAX_FEATURES = 2_000;

    public Schema {
        features = List.copyOf(features);
        if (features.size() > MAX_FEATURES) {
            throw new Refusal.Invalid("features", "A dataset has at most " + MAX_FEATURES + " features.");
        }
        Set<String> seen = new HashSet<>();
        for (FeatureSpec feature : features) {
            if (!seen.add(feature.name())) {
                throw new Refusal.Invalid("features", "The feature '" + feature.name() + "' is named twice.");
            }
        }
        if (seen.contains(target)) {
            throw new Refusal.Invalid("target", "The target '" + target + "' cannot be a feature as well.");
        }
    }

    /** @return the position of the feature, or -1 */
    public int indexOf(String feature) {
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).name().equals(feature)) {
                return i;
            }
        }
        return -1;
    }
}
