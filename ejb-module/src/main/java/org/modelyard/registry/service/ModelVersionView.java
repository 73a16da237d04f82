package org.modelyard.registry.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.ModelAlias;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.Elsewhere;
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
 * @param said by people
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
        Instant createdAt,
        Said said) {

    /**
     * What people say of a version.
     *
     * @param description Markdown
     * @param changeLog what is new in it, Markdown
     * @param successor number of the version to be used instead, when it is deprecated
     * @param aliases names that mean it: its own, and {@code champion@} with each environment that it serves
     * @param elsewhere of a model that lives elsewhere: what was declared of it
     * @param changes counts them, for {@code If-Match}
     */
    public record Said(
            @Nullable String description,
            @Nullable String changeLog,
            @Nullable String successor,
            List<String> aliases,
            @Nullable Elsewhere elsewhere,
            @Nullable String createdBy,
            @JsonIgnore long changes) {

        /** Of a version that nobody has said anything of. */
        public static final Said NOTHING = new Said(null, null, null, List.of(), null, null, 0);
    }

    /** An artifact and its address. */
    public record ArtifactView(String kind, String sha256, long bytes) {}

    /**
     * For doors that ask the model something.
     *
     * @throws Refusal.Conflict when there is no model of it here
     */
    public void requireModel() {
        if (elsewhere()) {
            throw new Refusal.Conflict(model + " " + version + " is " + stage + ": " + String.join(" ", reasons));
        }
    }

    /** Whether there is no model of it here: it is a record, which may be archived as others are. */
    public boolean elsewhere() {
        return stage == Stage.EXTERNAL || (stage == Stage.ARCHIVED && !has(ArtifactKind.MODEL));
    }

    /** Whether it carries an artifact of this kind. */
    public boolean has(String kind) {
        return artifacts.stream().anyMatch(artifact -> artifact.kind().equals(kind));
    }

    static ModelVersionView of(ModelVersion version, List<Artifact> artifacts, List<ModelAlias> aliases) {
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
                RegistryJson.strings(version.words().tags()),
                RegistryJson.strings(version.reasons()),
                version.createdAt(),
                said(version, aliases));
    }

    private static Said said(ModelVersion version, List<ModelAlias> aliases) {
        String declared = version.words().declared();
        return new Said(
                version.words().description(),
                version.words().changeLog(),
                version.life().successor(),
                aliases.stream()
                        .map(alias ->
                                alias.environment().isEmpty() ? alias.name() : alias.name() + "@" + alias.environment())
                        .toList(),
                declared == null ? null : RegistryJson.read(declared, Elsewhere.class),
                version.words().createdBy(),
                version.lockVersion());
    }
}
