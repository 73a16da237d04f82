package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.platform.service.ProductVersion;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.NamedModels;
import org.modelyard.registry.service.NewVersion;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.model.TrainingDocument;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingYaml;

/** Puts the version into the registry; a job that has one gets no second. */
@Named
@Dependent
public class RegisterStep extends TrainingStep {

    @Inject
    private NamedModels models;

    @Inject
    private Completion completion;

    @Inject
    private ChosenTrainer chosen;

    @Inject
    private TrainingTables tables;

    @Inject
    private ArtifactStore artifacts;

    @Inject
    private IntactFiles files;

    @Override
    TrainingPhase phase() {
        return TrainingPhase.REGISTER;
    }

    @Override
    void work(TrainingTask task, TrainingRun run) {
        if (task.snapshot() == null) {
            throw new IllegalStateException("the step before made no snapshot");
        }
        String model = TrainingTask.require(task.made().bundle(), "model");
        Signature signature =
                ModelBundle.read(files.read(task.place(), model)).scorer().signature();
        TrainingTables.Frozen frozen = tables.snapshot(task.caller(), task.dataset(), task.snapshot());
        String reasons = TrainingTask.require(task.made().reasons(), "verdict");
        NewVersion version = new NewVersion(
                task.model(),
                task.id(),
                task.createdBy(),
                task.plan().bump(),
                RegistryJson.strings(reasons).isEmpty() ? Stage.READY : Stage.REJECTED,
                signature,
                lineage(task, frozen),
                TrainingTask.require(task.made().metrics(), "metrics"),
                reasons,
                made(task, model));
        models.ensure(task.caller(), task.model(), signature.task());
        run.check();
        completion.complete(task, version);
    }

    private Map<String, String> made(TrainingTask task, String model) {
        Map<String, String> made = new TreeMap<>();
        String documents = task.made().documents();
        if (documents != null) {
            made.putAll(RegistryJson.texts(documents));
        }
        made.put(ArtifactKind.MODEL, model);
        made.put(ArtifactKind.PROFILE, TrainingTask.require(task.made().profile(), "profile"));
        made.put(ArtifactKind.EVALUATION, TrainingTask.require(task.made().evaluation(), "evaluation"));
        String config =
                TrainingYaml.write(TrainingDocument.of(task.model(), task.dataset(), task.snapshot(), task.plan()));
        made.put(
                ArtifactKind.CONFIG,
                artifacts.put(config.getBytes(StandardCharsets.UTF_8)).sha256());
        return made;
    }

    private Lineage lineage(TrainingTask task, TrainingTables.Frozen frozen) {
        TrainerSpec spec = chosen.of(task);
        Map<String, Object> trainer = new TreeMap<>(spec.values());
        trainer.put("type", spec.type());
        return new Lineage(
                task.dataset(),
                frozen.id().toString(),
                frozen.sha256(),
                task.id().toString(),
                null,
                ProductVersion.current(),
                trainer,
                task.plan().seed(),
                task.plan().holdout(),
                frozen.rows(),
                Runtime.version() + " " + System.getProperty("java.vm.name", "") + ", "
                        + System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""),
                task.plan().conditions().startFrom(),
                null);
    }
}
