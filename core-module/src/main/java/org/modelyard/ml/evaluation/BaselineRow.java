package org.modelyard.ml.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a constant answer reaches on the rows that versions are compared on.
 *
 * @param answer which one, in words
 * @param metrics those of the comparison, by name, in its order
 */
public record BaselineRow(String answer, Map<String, Metric> metrics) {

    public BaselineRow {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
