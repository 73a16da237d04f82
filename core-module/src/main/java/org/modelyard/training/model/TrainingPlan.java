package org.modelyard.training.model;

import java.util.Map;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.RegistryJson;

/**
 * A training job with every choice made. Made by {@link TrainingRequest#plan}, which checks it.
 *
 * @param holdout share of the rows that are kept from the trainer and evaluate the model, 0-1
 * @param gates by metric; empty: any model passes
 */
public record TrainingPlan(
        TrainerSpec trainer, FeatureChoice features, double holdout, Map<String, Gate> gates, long seed, Bump bump) {

    /** With fewer evaluation rows no gate passes: the figures would be luck. */
    public static final int MINIMUM_GATE_ROWS = 30;

    public String toJson() {
        return RegistryJson.write(this);
    }

    public static TrainingPlan fromJson(String json) {
        return RegistryJson.read(json, TrainingPlan.class);
    }

    public Gates checks() {
        return new Gates(gates, MINIMUM_GATE_ROWS);
    }
}
