package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Stage;

/** Puts versions into the registry: one a training job, any of a run elsewhere, numbered under the model's lock. */
@Stateless
public class Registration {

    private static final String ELSEWHERE =
            "Its model lives elsewhere: there is no bundle of it here that could be served or asked.";

    @Inject
    private Models models;

    @Inject
    private ModelVersions versions;

    @Inject
    private Numbering numbering;

    @Inject
    private KnownVersions known;

    @Inject
    private Audit audit;

    @Inject
    private Epochs epochs;

    @Inject
    private Clock clock;

    /**
     * A model that is not there yet refuses nothing.
     *
     * @param task null: not known yet
     * @throws Refusal.Conflict when there is a model of that name that is deleted, or answers another kind of question
     */
    public void requireTask(Caller caller, String model, @Nullable Task task) {
        models.byName(caller.organisationId(), model).ifPresent(found -> {
            requireThere(found);
            if (task != null) {
                found.requireTask(task);
            }
        });
    }

    /**
     * Makes the model unless it is there.
     *
     * @throws RuntimeException when another job was faster; a second call then finds it
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void ensureModel(Caller caller, String name, Task task) {
        caller.require(Role.OPERATOR);
        Optional<Model> found = models.byName(caller.organisationId(), name);
        if (found.isEmpty()) {
            models.add(Model.name(caller.organisationId(), name, task, clock.instant()));
        } else {
            requireThere(found.get());
        }
    }

    private static void requireThere(Model model) {
        if (model.deletedAt() != null) {
            throw new Refusal.Conflict("The model '" + model.name() + "' is deleted: restore it, or use another name.");
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
        Model model = locked(caller, wanted.model());
        model.requireTask(wanted.signature().task());
        return versions.byTrainingJob(caller.organisationId(), wanted.trainingJob())
                .orElseGet(() -> add(caller, model, wanted))
                .text();
    }

    /**
     * Gives the model of a run elsewhere the next number. Its metrics are unverified until it is evaluated here; without a
     * bundle it is EXTERNAL and never served.
     *
     * @throws Refusal.NotFound when there is no such model yet
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public ModelVersionView declare(Caller caller, DeclaredVersion wanted) {
        return declare(caller, wanted, number -> {});
    }

    /**
     * The same.
     *
     * @param done is told the number within the transaction, so that both happen or none
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public ModelVersionView declare(Caller caller, DeclaredVersion wanted, Consumer<String> done) {
        caller.require(Role.OPERATOR);
        Model model = locked(caller, wanted.model());
        model.requireTask(wanted.signature().task());
        Numbering.Next next = numbering.next(model, wanted.signature(), wanted.bump());
        String bundle = wanted.bundle();
        ModelVersion version = ModelVersion.declared(
                model,
                next.number(),
                new ModelVersion.Documents(
                        RegistryJson.write(wanted.signature().labels()),
                        RegistryJson.write(wanted.signature()),
                        wanted.metrics(),
                        RegistryJson.write(wanted.lineage().withParent(next.parent())),
                        RegistryJson.write(wanted.tags()),
                        bundle == null ? RegistryJson.write(List.of(ELSEWHERE)) : "[]"),
                wanted.run(),
                bundle,
                clock.instant());
        version.words().begin(caller.actor(), wanted.changeLog(), elsewhere(wanted));
        List<Artifact> files =
                added(caller, version, wanted.files(), wanted.run() == null ? "elsewhere" : "run/" + wanted.run());
        done.accept(version.text());
        return ModelVersionView.of(version, files, List.of());
    }

    /**
     * Gives a version that was made of another by hand the next number. It is a DRAFT until its first evaluation here.
     *
     * @return the number
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Derived derive(Caller caller, DerivedVersion wanted) {
        caller.require(Role.OPERATOR);
        Model model = locked(caller, wanted.parent().model());
        Optional<ModelVersion> before = madeBefore(caller, wanted);
        if (before.isPresent()) {
            return new Derived(before.get().text(), false);
        }
        SignatureDocument signature = wanted.parent().signature();
        ModelVersion version = ModelVersion.declared(
                model,
                numbering.next(model, signature, null).number(),
                new ModelVersion.Documents(
                        RegistryJson.write(signature.labels()),
                        RegistryJson.write(signature),
                        "{}",
                        RegistryJson.write(wanted.parent()
                                .lineage()
                                .changed(wanted.parent().version(), wanted.how())),
                        "[]",
                        "[]"),
                null,
                wanted.model(),
                clock.instant());
        version.words().begin(caller.actor(), wanted.changeLog(), null);
        added(caller, version, wanted.files(), "made of " + wanted.parent().version() + ": " + wanted.how());
        return new Derived(version.text(), true);
    }

    /** A version that was made of another, and whether it is new. */
    public record Derived(String number, boolean created) {}

    /** Another node may have made it since anybody looked; behind the model's lock nobody can any more. */
    private Optional<ModelVersion> madeBefore(Caller caller, DerivedVersion wanted) {
        String kind = wanted.once();
        if (kind == null) {
            return Optional.empty();
        }
        return versions.byBundle(caller.organisationId(), wanted.parent().model(), wanted.model()).stream()
                .filter(one -> wanted.parent()
                        .version()
                        .equals(RegistryJson.read(one.lineage(), Lineage.class).parent()))
                .filter(one -> versions.artifact(one, kind).isPresent())
                .findFirst();
    }

    private static @Nullable String elsewhere(DeclaredVersion wanted) {
        return wanted.elsewhere() == null ? null : RegistryJson.write(wanted.elsewhere());
    }

    /**
     * Metrics that were measured here take the place of declared ones, and a draft becomes READY or REJECTED; of no effect on a
     * version that had such already.
     *
     * @param metrics by name, as JSON
     * @param failed why it is not good enough; empty when it is
     * @param files address by kind, of what was made on the way; of no effect where the version has such already
     */
    public void measured(
            Caller caller,
            String model,
            String version,
            String metrics,
            List<String> failed,
            Map<String, String> files) {
        caller.require(Role.OPERATOR);
        versions.byText(caller.organisationId(), model, version).ifPresent(found -> {
            if (found.verified()) {
                return;
            }
            Stage before = found.stage();
            found.measure(metrics, failed);
            known.addMissing(found, files);
            known.changed(found);
            if (found.stage() != before) {
                epochs.raise(Epochs.ROUTING); // a range or latest may mean this version now
                audit.done(caller, "model.examine", "model/" + model + "/" + version, before + " is " + found.stage());
            }
        });
    }

    /**
     * It was asked about too few rows to tell whether it is good enough; of no effect on a version that was measured before.
     *
     * @param why the usual gates that it did not pass there
     */
    public void undecided(Caller caller, String model, String version, List<String> why) {
        caller.require(Role.OPERATOR);
        versions.byText(caller.organisationId(), model, version).ifPresent(found -> found.undecided(why));
    }

    private ModelVersion add(Caller caller, Model model, NewVersion wanted) {
        SignatureDocument signature = SignatureDocument.of(wanted.signature());
        Numbering.Next next = numbering.next(model, signature, wanted.bump());
        ModelVersion.Documents documents = new ModelVersion.Documents(
                RegistryJson.write(wanted.signature().labels()),
                RegistryJson.write(signature),
                wanted.metrics(),
                RegistryJson.write(wanted.lineage().withParent(next.parent())),
                "[]",
                wanted.reasons());
        String bundle = wanted.artifacts().get(ArtifactKind.MODEL);
        if (bundle == null) {
            throw new IllegalArgumentException("a trained version has a model");
        }
        ModelVersion version = ModelVersion.trained(
                model, next.number(), wanted.stage(), documents, wanted.trainingJob(), bundle, clock.instant());
        version.words().begin(wanted.author(), null, null);
        added(caller, version, wanted.artifacts(), "training/" + wanted.trainingJob());
        return version;
    }

    private List<Artifact> added(Caller caller, ModelVersion version, Map<String, String> files, String origin) {
        List<Artifact> artifacts = known.add(version, files);
        if (version.stage().offered()) {
            epochs.raise(Epochs.ROUTING); // a range or latest may mean this version now
        }
        audit.done(
                caller,
                "model.register",
                "model/" + version.model().name() + "/" + version.text(),
                version.stage() + ", " + origin);
        return artifacts;
    }

    private Model locked(Caller caller, String name) {
        Model model = models.lockedByName(caller.organisationId(), name)
                .orElseThrow(() -> new Refusal.NotFound("model", name));
        requireThere(model);
        return model;
    }
}
