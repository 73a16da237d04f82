package org.modelyard.registry.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Stage;

/**
 * A version as others see it.
 *
 * @param id internal: for services, not for clients
 * @param modelId internal
 * @param labels in the order of the scores; empty for regression
 * @param outputs what is answered beside the target, with its labels; mostly empty
 * @param metrics by name, those of an output with its name and a dot in front; null where undefined
 * @param metricsVerified whether they were measured here; else they are what a run elsewhere says
 * @param reasons why it cannot be served; empty when READY
 */
public record ModelVersionView(
        @JsonIgnore long id,
        @JsonIgnore long modelId,
        String model,
        String version,
        Task task,
        Stage stage,
        List<String> labels,
        List<SignatureDocument.Output> outputs,
        SignatureDocument signature,
        Map<String, @Nullable Double> metrics,
        boolean metricsVerified,
        List<ArtifactView> artifacts,
        Lineage lineage,
        List<String> tags,
        List<String> reasons,
        Instant createdAt) {

    /** An artifact and its address. */
    public record ArtifactView(String kind, String sha256, long bytes) {}

    /**
     * For doors that ask the model something.
     *
     * @throws Refusal.Conflict when there is no model of it here
     */
    public void requireModel() {
        if (stage == Stage.EXTERNAL) {
            throw new Refusal.Conflict(model + " " + version + " is EXTERNAL: " + String.join(" ", reasons));
        }
    }

    static ModelVersionView of(ModelVersion version, List<Artifact> artifacts) {
        SignatureDocument signature = RegistryJson.read(version.signature(), SignatureDocument.class);
        return new ModelVersionView(
                version.id(),
                version.model().id(),
                version.model().name(),
                version.text(),
                version.model().task(),
                version.stage(),
                RegistryJson.strings(version.labels()),
                signature.outputs(),
                signature,
                RegistryJson.metrics(version.metrics()),
                version.verified(),
                artifacts.stream()
                        .map(artifact -> new ArtifactView(artifact.kind(), artifact.sha256(), artifact.bytes()))
                        .toList(),
                RegistryJson.read(version.lineage(), Lineage.class),
                RegistryJson.strings(version.tags()),
                RegistryJson.strings(version.reasons()),
                version.createdAt());
    }
}
