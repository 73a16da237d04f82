package org.modelyard.registry.service;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Signature;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.Stage;

/**
 * What a training job wants to be registered.
 *
 * @param author who asked for the training
 * @param bump null: the least that the signature allows
 * @param lineage without the parent, which is found under the model's lock
 * @param metrics by name, as JSON
 * @param reasons why gates failed, as a JSON array
 * @param artifacts address by kind; the model's bundle is among them
 */
public record NewVersion(
        String model,
        UUID trainingJob,
        String author,
        @Nullable Bump bump,
        Stage stage,
        Signature signature,
        Lineage lineage,
        String metrics,
        String reasons,
        Map<String, String> artifacts) {}
