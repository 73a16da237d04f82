package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.modelyard.dataset.service.SnapshotExamples;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.advice.SimilarCases;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.score.Signature;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.store.ArtifactStore;

/** The examples that a version keeps for those who look for cases that are like theirs. */
@ApplicationScoped
public class KeptCases {

    @Inject
    private TrainingTables tables;

    @Inject
    private SnapshotExamples examples;

    @Inject
    private ArtifactStore artifacts;

    /**
     * @param signature of the version: asked rows have its order
     * @return the address of the cases by kind of artifact; empty where the recipe keeps none
     */
    Map<String, String> of(TrainingTask task, Signature signature) {
        UUID snapshot = task.snapshot();
        if (snapshot == null || !task.plan().keeps(Recipe.Kept.CASES)) {
            return Map.of();
        }
        Table table = SignatureColumns.of(signature, tables.load(task.caller(), snapshot));
        SimilarCases cases = SimilarCases.of(
                table,
                examples.ids(task.organisationId(), task.dataset(), snapshot).stream()
                        .map(UUID::toString)
                        .toList());
        return Map.of(ArtifactKind.CASES, artifacts.put(cases.toBytes()).sha256());
    }
}
