package org.modelyard.run.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Overlaps;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.ModelNames;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.service.DeclaredVersion;
import org.modelyard.registry.service.ImportSize;
import org.modelyard.registry.service.ImportTrials;
import org.modelyard.registry.service.ImportWish;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.NamedModels;
import org.modelyard.registry.service.Registration;
import org.modelyard.registry.service.VersionDeclarations;
import org.modelyard.run.model.ArtifactPath;

/**
 * Versions made of runs: with a model bundle among the run's artifacts one that can be served, else a record of a model that
 * lives elsewhere. Each step has a transaction of its own, so that what the registry reads is no older than its lock.
 */
@ApplicationScoped
public class RunVersions {

    @Inject
    private Runs runs;

    @Inject
    private RunArtifacts artifacts;

    @Inject
    private NamedModels models;

    @Inject
    private Registration registration;

    @Inject
    private VersionDeclarations declarations;

    @Inject
    private ImportTrials trials;

    /**
     * The version that is wanted.
     *
     * @param model null for the one that the run names
     * @param task needed without an artifact
     * @param bump null: the least that the signature allows; a model's first version is 1.0.0 whatever it says
     * @param artifact path of a model among the run's artifacts; null for a record alone
     * @param signature of an ONNX file; null: read from it
     * @param imported what the artifact is; null: a bundle of this product
     */
    public record NewRunVersion(
            @Nullable String model,
            @Nullable Task task,
            @Nullable Bump bump,
            @Nullable String artifact,
            VersionDeclarations.@Nullable Declared signature,
            @JsonProperty("import") @Nullable ImportWish imported) {

        /** Of a bundle, or a record alone. */
        public NewRunVersion(
                @Nullable String model, @Nullable Task task, @Nullable Bump bump, @Nullable String artifact) {
            this(model, task, bump, artifact, null, null);
        }
    }

    private static final ImportWish BUNDLE = new ImportWish("bundle", null, null, null, null);

    /**
     * @throws Refusal.Invalid when the artifact is no model bundle, or a needed choice is missing
     * @throws Refusal.Conflict when the model answers another kind of question
     * @throws Refusal.Unavailable when others are being imported
     */
    public ModelVersionView register(Caller caller, UUID id, NewRunVersion wanted) {
        caller.require(Role.OPERATOR);
        RunView run = runs.get(caller, id);
        String named = wanted.model() == null ? run.model() : wanted.model();
        if (named == null) {
            throw new Refusal.Invalid("model", "Say which model gets the version; the run names none.");
        }
        String model = ModelNames.require("model", named);
        String path = wanted.artifact();
        if (path != null) {
            return brought(caller, run, model, wanted, path);
        }
        Task task = wanted.task();
        if (task == null) {
            throw new Refusal.Invalid(
                    "task",
                    "Say what kind of question the model answers: one of " + Arrays.toString(Task.values()) + ".");
        }
        if (wanted.imported() != null || wanted.signature() != null) {
            throw new Refusal.Invalid("artifact", "Say which of the run's artifacts is to be imported.");
        }
        models.ensure(caller, model, task);
        DeclaredVersion version = new DeclaredVersion(
                model,
                run.id(),
                wanted.bump(),
                new SignatureDocument(task, List.of(), List.of()),
                Lineage.elsewhere(run.id().toString(), new TreeMap<>(run.parameters()), null),
                RegistryJson.write(metrics(run)),
                Map.of(),
                List.of(),
                null,
                null);
        return Overlaps.again(() -> registration.declare(caller, version));
    }

    private ModelVersionView brought(Caller caller, RunView run, String model, NewRunVersion wanted, String path) {
        RunView.Artifact artifact = artifacts.get(caller, run.id(), new ArtifactPath(path));
        ImportSize.require("artifact", artifact.bytes());
        ImportWish wish = wanted.imported() == null ? BUNDLE : wanted.imported();
        if (wish.upload() != null) {
            throw new Refusal.Invalid("import.upload", "The file is the run's artifact, so that no upload is needed.");
        }
        VersionDeclarations.NewDeclaration declared = new VersionDeclarations.NewDeclaration(
                wanted.task(),
                wanted.bump(),
                wanted.signature(),
                finite(metrics(run)),
                "bundle".equals(wish.format()) ? Map.of() : new TreeMap<String, Object>(run.parameters()),
                null,
                null,
                null,
                wish,
                null);
        return trials.inTurn(() ->
                declarations.bringIn(caller, model, run.id(), declared, artifacts.bytes(caller, run.id(), artifact)));
    }

    private static Map<String, @Nullable Double> finite(Map<String, @Nullable Double> metrics) {
        metrics.values().removeIf(value -> value == null || !Double.isFinite(value));
        return metrics;
    }

    private static Map<String, @Nullable Double> metrics(RunView run) {
        Map<String, @Nullable Double> latest = new LinkedHashMap<>();
        run.metrics().forEach(metric -> latest.put(metric.key(), metric.value()));
        return latest;
    }
}
