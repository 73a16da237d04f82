package org.modelyard.training.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.training.model.FeatureChoice;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.service.TrainingJobView;

/** A job as the request that would make its version again, with every choice said: what a search found stands for it. */
final class RequestBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestBody() {}

    static String of(TrainingJobView job) {
        TrainingPlan plan = job.plan();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", job.model());
        body.put("dataset", job.dataset());
        if (job.snapshot() != null && plan.windowSeconds() == null) {
            body.put("snapshot", job.snapshot().toString());
        }
        putIfThere(body, "recipe", plan.recipe());
        Map<String, Object> trainer = new LinkedHashMap<>();
        TrainerSpec spec = job.chosen() == null ? plan.trainer() : job.chosen();
        trainer.put("type", spec.type());
        trainer.putAll(spec.values());
        body.put("trainer", trainer);
        if (!plan.features().equals(FeatureChoice.all())) {
            Map<String, Object> features = new LinkedHashMap<>();
            putIfThere(features, "include", plan.features().include());
            putIfThere(features, "exclude", plan.features().exclude());
            putIfThere(features, "encode", plan.features().encode());
            putIfThere(features, "interactions", plan.features().interactions());
            body.put("features", features);
        }
        Map<String, Object> validation = new LinkedHashMap<>();
        validation.put(plan.folds() > 0 ? "folds" : "holdout", plan.folds() > 0 ? plan.folds() : plan.holdout());
        putIfThere(validation, "groupBy", plan.groupBy());
        putIfThere(validation, "orderBy", plan.orderBy());
        body.put("validation", validation);
        putIfThere(body, "decision", plan.decision());
        putIfThere(body, "window", duration(plan.windowSeconds()));
        if (!plan.gates().isEmpty()) {
            body.put("gates", plan.gates());
        }
        body.put("seed", plan.seed());
        body.put("bump", plan.bump().name());
        body.put("priority", plan.priority());
        putIfThere(body, "timeout", duration(plan.timeoutSeconds()));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
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
