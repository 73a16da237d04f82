package org.modelyard.dataset.model;

import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * One input of a dataset or model.
 *
 * @param name as the data calls it: 1-128 characters, no control characters
 * @param sensitive a protected attribute: masked in logs where asked, used for fairness
 */
public record FeatureSpec(String name, FeatureType type, boolean sensitive) {

    public static final int MAX_NAME = 128;

    public FeatureSpec {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal.Invalid(
                    "features",
                    "'" + Texts.brief(name) + "' is no feature name: use 1-" + MAX_NAME + " printable characters.");
        }
    }

    public FeatureSpec(String name, FeatureType type) {
        this(name, type, false);
    }
}
