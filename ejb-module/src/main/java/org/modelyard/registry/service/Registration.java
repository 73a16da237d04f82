package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Versions;
import org.modelyard.registry.store.ArtifactStore;
import org.semver4j.Semver;

/** Puts versions into the registry: one a training job, numbered under the model's lock. */
@Stateless
public class Registration {

    @Inject
    private Models models;

    @Inject
    private ModelVersions versions;

    @Inject
    private ArtifactStore artifacts;

    @Inject
    private Audit audit;

    @Inject
    private Epochs epochs;

    @Inject
    private Clock clock;

    /** @throws Refusal.Conflict when there is a model of that name that answers another kind of question */
    public void requireTask(Caller caller, String model, Task task) {
        models.byName(caller.organisationId(), model).ifPresent(known -> known.requireTask(task));
    }

    /**
     * Makes the model unless it is there.
     *
     * @throws RuntimeException when another job was faster; a second call then finds it
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void ensureModel(Caller caller, String name, Task task) {
        caller.require(Role.OPERATOR);
        if (models.byName(caller.organisationId(), name).isEmpty()) {
            models.add(Model.name(caller.organisationId(), name, task, clock.instant()));
        }
    }

    /**
     * Gives the job's model the next number; when the job has a version already, that one.
     *
     * @return the number
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public String register(Caller caller, NewVersion wanted) {
        caller.require(Role.OPERATOR);
        Model model = models.lockedByName(caller.organisationId(), wanted.model())
                .orElseThrow(() -> new Refusal.NotFound("model", wanted.model()));
        model.requireTask(wanted.signature().task());
        return versions.byTrainingJob(caller.organisationId(), wanted.trainingJob())
                .orElseGet(() -> add(caller, model, wanted))
                .text();
    }

    private ModelVersion add(Caller caller, Model model, NewVersion wanted) {
        Semver latest = versions.of(model).stream()
                .map(ModelVersion::number)
                .max(Comparator.naturalOrder())
                .orElse(null);
        String parent = latest == null ? null : latest.getVersion();
        ModelVersion.Documents documents = new ModelVersion.Documents(
                RegistryJson.write(wanted.signature().labels()),
                RegistryJson.write(SignatureDocument.of(wanted.signature())),
                wanted.metrics(),
                RegistryJson.write(wanted.lineage().withParent(parent)),
                "[]",
                wanted.reasons());
        String bundle = wanted.artifacts().get(ArtifactKind.MODEL);
        if (bundle == null) {
            throw new IllegalArgumentException("a trained version has a model");
        }
        ModelVersion version = ModelVersion.trained(
                model,
                Versions.next(latest, wanted.bump()),
                wanted.stage(),
                documents,
                wanted.trainingJob(),
                bundle,
                clock.instant());
        versions.add(version);
        wanted.artifacts()
                .forEach((kind, sha256) -> versions.add(Artifact.of(version, kind, sha256, artifacts.size(sha256))));
        epochs.raise(Epochs.ROUTING); // a range or latest may mean this version now
        audit.done(
                caller,
                "model.register",
                "model/" + model.name() + "/" + version.text(),
                version.stage() + ", training/" + wanted.trainingJob());
        return version;
    }
}
