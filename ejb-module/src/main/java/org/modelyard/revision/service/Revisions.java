package org.modelyard.revision.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.service.AskedSnapshots;
import org.modelyard.evaluation.service.EvaluationView;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.evaluation.service.GoldenSetView;
import org.modelyard.evaluation.service.GoldenSets;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Overlaps;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.CompressionReport;
import org.modelyard.registry.service.DerivedVersion;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registration;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.store.ArtifactStore;

/** Registers what was made of a version, and has it evaluated. One at a time is made on this node: each holds its model several times over. */
@ApplicationScoped
public class Revisions {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    private Registry registry;

    @Inject
    private Registration registration;

    @Inject
    private ArtifactStore store;

    @Inject
    private Evaluations evaluations;

    @Inject
    private GoldenSets golden;

    private final Semaphore turn = new Semaphore(1, true);

    /**
     * What was made of a version.
     *
     * @param kind of artifact that tells of it
     * @param document what it tells, JSON
     * @param once whether the same file is not to be made of the parent twice
     */
    record Made(
            ModelVersionView parent,
            ModelBundle bundle,
            String kind,
            String document,
            boolean once,
            String changeLog,
            String how) {}

    /** A version, and whether it is new. */
    record Added(ModelVersionView version, boolean created) {}

    /** @throws Refusal.Unavailable when others are being made */
    <T> T alone(Supplier<T> work) {
        try {
            if (!turn.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new Refusal.Unavailable("Other versions are being changed here.", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal.Unavailable("The server is stopping.", PATIENCE);
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }

    /** @throws Refusal.Conflict when there is no model of the version here, or it is damaged */
    ModelBundle bundle(Caller caller, ModelVersionView version) {
        version.requireModel();
        byte[] stored = registry.artifact(caller, version.model(), version.version(), ArtifactKind.MODEL);
        if (StoredModel.read(stored) instanceof ModelBundle ours) {
            return ours;
        }
        throw new Refusal.Conflict(version.model() + " " + version.version()
                + " is an ONNX file from elsewhere: its weights are not known in a form of ours.");
    }

    /** On what a version can be evaluated: rows of its own snapshot that were held back, else the newest golden set of its model. */
    Optional<AskedSnapshots.Asked> rows(Caller caller, ModelVersionView version) {
        String dataset = version.lineage().dataset();
        String snapshot = version.lineage().snapshot();
        Double holdout = version.lineage().holdout();
        if (dataset != null && snapshot != null && holdout != null && holdout > 0) {
            return Optional.of(new AskedSnapshots.Asked(dataset, UUID.fromString(snapshot)));
        }
        return golden.list(caller, version.model(), new PageRequest(1, null)).items().stream()
                .findFirst()
                .map(Revisions::asked);
    }

    private static AskedSnapshots.Asked asked(GoldenSetView set) {
        return new AskedSnapshots.Asked(set.dataset(), set.snapshot());
    }

    /**
     * Calibration and threshold stay as they are, though they were fitted to the parent's scores: without them the version would answer
     * otherwise than anybody has asked for. The drift profile stays too, as the training rows are the same; its answers are the parent's.
     */
    Added add(Caller caller, Made made) {
        ModelVersionView parent = made.parent();
        Map<String, String> files = new HashMap<>();
        files.put(ArtifactKind.MODEL, store.put(made.bundle().write()).sha256());
        files.put(
                made.kind(),
                store.put(made.document().getBytes(StandardCharsets.UTF_8)).sha256());
        parent.artifacts().stream()
                .filter(artifact -> artifact.kind().equals(ArtifactKind.PROFILE))
                .forEach(profile -> files.put(ArtifactKind.PROFILE, profile.sha256()));
        DerivedVersion version =
                new DerivedVersion(parent, files, made.once() ? made.kind() : null, made.changeLog(), made.how());
        Registration.Derived derived = Overlaps.again(() -> registration.derive(caller, version));
        return new Added(registry.version(caller, parent.model(), derived.number()), derived.created());
    }

    /** A version that was made before, with its newest evaluation. */
    RevisionView found(Caller caller, ModelVersionView version, CompressionReport report) {
        EvaluationView evaluation =
                evaluations.list(caller, version.model(), version.version(), new PageRequest(1, null)).items().stream()
                        .findFirst()
                        .orElse(null);
        return new RevisionView(
                version,
                evaluation,
                evaluation == null ? "It was made before, and nobody has evaluated it since." : null,
                decision(bundle(caller, version)),
                null,
                report);
    }

    private static String decision(ModelBundle bundle) {
        return bundle.scorer().decision().none() ? "NONE" : "KEPT";
    }

    /** Asks for the evaluation of a new version on rows that it has not learnt from, where such are known. */
    RevisionView evaluated(Caller caller, ModelVersionView child, Made made) {
        String decision = decision(made.bundle());
        Optional<AskedSnapshots.Asked> rows = rows(caller, made.parent());
        if (rows.isEmpty()) {
            String why =
                    "No rows are known that it has not learnt from: evaluate it on a dataset or snapshot of your choice.";
            return new RevisionView(child, null, why, decision, null, null);
        }
        try {
            Evaluations.Rows asked =
                    new Evaluations.Rows(null, rows.get().snapshot().toString(), null);
            return new RevisionView(
                    child,
                    evaluations.request(caller, child.model(), child.version(), asked),
                    null,
                    decision,
                    null,
                    null);
        } catch (Refusal refused) { // the version is there already, and can be evaluated on others
            return new RevisionView(child, null, String.valueOf(refused.getMessage()), decision, null, null);
        }
    }
}
