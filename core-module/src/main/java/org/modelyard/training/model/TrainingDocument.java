package org.modelyard.training.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.search.SearchDocument;
import org.modelyard.ml.train.TrainerSpec;

/** A job as the request that asks for the same again, with every choice said. */
public final class TrainingDocument {

    private TrainingDocument() {}

    /**
     * @param snapshot what it trains on; null: the dataset as it is then
     */
    public static Map<String, Object> of(String model, String dataset, @Nullable UUID snapshot, TrainingPlan plan) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put("dataset", dataset);
        if (snapshot != null && plan.windowSeconds() == null) {
            body.put("snapshot", snapshot.toString());
        }
        putIfThere(body, "window", duration(plan.windowSeconds()));
        putIfThere(body, "startFrom", plan.conditions().startFrom());
        // the version that a fit goes on from fixes recipe and features
        boolean goesOn = plan.conditions().startFrom() != null;
        putIfThere(body, "recipe", goesOn ? null : plan.recipe());
        body.put("trainer", trainer(plan.trainer()));
        if (!goesOn && !plan.features().equals(FeatureChoice.all())) {
            body.put("features", features(plan.features()));
        }
        if (!plan.outputs().isEmpty()) {
            body.put("outputs", plan.outputs());
        }
        body.put("validation", validation(plan));
        if (plan.search() != null) {
            body.put("search", SearchDocument.of(plan.search()));
        }
        putIfThere(body, "decision", plan.decision());
        RowWeighting weights = plan.conditions().weights();
        putIfThere(body, "weights", weights == null ? null : weights.document());
        Map<String, Object> gates = new LinkedHashMap<>();
        plan.gates().forEach((metric, gate) -> gates.put(metric, bounds(gate)));
        body.put("gates", gates);
        putIfThere(body, "slices", plan.conditions().slices());
        body.put("seed", plan.seed());
        putIfThere(body, "bump", plan.bump() == null ? null : plan.bump().name());
        body.put("priority", plan.priority());
        putIfThere(body, "timeout", duration(plan.timeoutSeconds()));
        body.put("executor", plan.conditions().executor().name());
        String deployTo = plan.conditions().deployTo();
        putIfThere(body, "deployment", deployTo == null ? null : Map.of("environment", deployTo));
        return body;
    }

    private static Map<String, Object> trainer(TrainerSpec spec) {
        Map<String, Object> trainer = new LinkedHashMap<>();
        trainer.put("type", spec.type());
        trainer.putAll(spec.values());
        return trainer;
    }

    private static Map<String, Object> features(FeatureChoice choice) {
        Map<String, Object> features = new LinkedHashMap<>();
        putIfThere(features, "include", choice.include());
        putIfThere(features, "exclude", choice.exclude());
        putIfThere(features, "encode", choice.encode());
        putIfThere(features, "interactions", choice.interactions());
        return features;
    }

    private static Map<String, Object> validation(TrainingPlan plan) {
        Map<String, Object> validation = new LinkedHashMap<>();
        if (plan.folds() > 0) {
            validation.put("folds", plan.folds());
        } else {
            validation.put("holdout", plan.holdout());
        }
        putIfThere(validation, "groupBy", plan.groupBy());
        putIfThere(validation, "orderBy", plan.orderBy());
        return validation;
    }

    private static Map<String, Object> bounds(Gate gate) {
        Map<String, Object> bounds = new LinkedHashMap<>();
        putIfThere(bounds, "min", gate.min());
        putIfThere(bounds, "max", gate.max());
        return bounds;
    }

    private static @Nullable String duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds).toString();
    }

    private static void putIfThere(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
