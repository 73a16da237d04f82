package org.modelyard.ml.search;

import java.util.LinkedHashMap;
import java.util.Map;

/** A plan as a request would say it, with every choice made: {@link SearchPlan#parse} reads the same plan from it. */
public final class SearchDocument {

    private SearchDocument() {}

    public static Map<String, Object> of(SearchPlan plan) {
        Map<String, Object> search = new LinkedHashMap<>();
        search.put("method", plan.method().name());
        search.put("trials", plan.trials());
        if (plan.minutes() != null) {
            search.put("minutes", plan.minutes());
        }
        search.put("metric", plan.metric());
        Map<String, Object> space = new LinkedHashMap<>();
        plan.space().dimensions().forEach(dimension -> space.put(dimension.name(), dimension(dimension)));
        search.put("space", space);
        search.put("parallel", plan.parallel());
        if (plan.holdout() != null) {
            search.put("holdout", plan.holdout());
        } else if (plan.folds() != null) {
            search.put("folds", plan.folds());
        }
        search.put("pruning", plan.pruning());
        if (plan.halving() != null) {
            search.put("epochs", plan.halving().epochs());
            search.put("eta", plan.halving().eta());
        }
        return search;
    }

    private static Map<String, Object> dimension(Dimension dimension) {
        if (dimension instanceof Choice choice) {
            return Map.of("values", choice.values());
        }
        Range range = (Range) dimension;
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("min", number(range, range.min()));
        said.put("max", number(range, range.max()));
        said.put("scale", range.scale().name());
        said.put("steps", range.steps());
        return said;
    }

    private static Object number(Range range, double value) {
        return range.whole() ? (Object) (long) value : (Object) value;
    }
}
