package org.modelyard.ml.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How unlike groups are treated with regard to one label against the rest.
 *
 * @param disparities by name, see {@link GroupDisparities}
 */
public record LabelDisparities(String label, Map<String, Disparity> disparities) {

    public LabelDisparities {
        disparities = Collections.unmodifiableMap(new LinkedHashMap<>(disparities));
    }
}
