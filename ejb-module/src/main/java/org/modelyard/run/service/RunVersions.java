package org.modelyard.run.service;

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
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.ModelNames;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.service.DeclaredVersion;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.NamedModels;
import org.modelyard.registry.service.Registration;
import org.modelyard.run.model.ArtifactPath;

/**
 * Versions made of runs: with a model bundle among the run's artifacts one that can be served, else a record of a model that
 * lives elsewhere. Each step has a transaction of its own, so that what the registry reads is no older than its lock.
 */
@ApplicationScoped
public class RunVersions {

    /** It is read whole. */
    private static final long LARGEST_BUNDLE = 256L << 20;

    @Inject
    private Runs runs;

    @Inject
    private RunArtifacts artifacts;

    @Inject
    private NamedModels models;

    @Inject
    private Registration registration;

    /**
     * The version that is wanted.
     *
     * @param model null for the one that the run names
     * @param task needed without an artifact
     * @param bump null: the least that the signature allows; a model's first version is 1.0.0 whatever it says
     * @param artifact path of a model bundle among the run's artifacts; null for a record alone
     */
    public record NewRunVersion(
            @Nullable String model, @Nullable Task task, @Nullable Bump bump, @Nullable String artifact) {}

    /** A bundle and where it lies. */
    private record Brought(ModelBundle bundle, String sha256) {}

    /**
     * @throws Refusal.Invalid when the artifact is no model bundle, or a needed choice is missing
     * @throws Refusal.Conflict when the model answers another kind of question
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
        Brought brought = path == null ? null : brought(caller, id, path);
        Task task = task(wanted, brought);
        models.ensure(caller, model, task);
        return registration.declare(
                caller,
                new DeclaredVersion(
                        model,
                        run.id(),
                        wanted.bump(),
                        brought == null
                                ? new SignatureDocument(task, List.of(), List.of())
                                : SignatureDocument.of(brought.bundle().scorer().signature()),
                        lineage(run, brought),
                        metrics(run),
                        brought == null ? null : brought.sha256(),
                        List.of(),
                        null,
                        null));
    }

    private Brought brought(Caller caller, UUID id, String path) {
        RunView.Artifact artifact = artifacts.get(caller, id, new ArtifactPath(path));
        if (artifact.bytes() > LARGEST_BUNDLE) {
            throw new Refusal.Invalid(
                    "artifact",
                    "A model bundle has at most " + LARGEST_BUNDLE + " bytes; this has " + artifact.bytes() + ".");
        }
        try {
            return new Brought(ModelBundle.read(artifacts.bytes(artifact)), artifact.sha256());
        } catch (CorruptContent e) {
            Refusal.Invalid other = new Refusal.Invalid(
                    "artifact",
                    "'" + path + "' is no model bundle of this product, so it cannot be served: " + e.getMessage()
                            + " Leave 'artifact' out to keep a record of a model that lives elsewhere.");
            other.initCause(e);
            throw other;
        }
    }

    private static Task task(NewRunVersion wanted, @Nullable Brought brought) {
        Task asked = wanted.task();
        if (brought == null) {
            if (asked == null) {
                throw new Refusal.Invalid(
                        "task",
                        "Say what kind of question the model answers: one of " + Arrays.toString(Task.values()) + ".");
            }
            return asked;
        }
        Task answered = brought.bundle().scorer().signature().task();
        if (asked != null && asked != answered) {
            throw new Refusal.Invalid("task", "The bundle is for " + answered + ", not for " + asked + ".");
        }
        return answered;
    }

    private static Lineage lineage(RunView run, @Nullable Brought brought) {
        Map<String, Object> trainer = new TreeMap<>(run.parameters());
        if (brought == null) {
            return Lineage.elsewhere(run.id().toString(), trainer, null);
        }
        Map<String, Object> spec = new TreeMap<>(brought.bundle().spec().values());
        spec.put("type", brought.bundle().spec().type());
        return Lineage.elsewhere(run.id().toString(), spec, brought.bundle().seed());
    }

    private static String metrics(RunView run) {
        Map<String, Double> latest = new LinkedHashMap<>();
        run.metrics().forEach(metric -> latest.put(metric.key(), metric.value()));
        return RegistryJson.write(latest);
    }
}
