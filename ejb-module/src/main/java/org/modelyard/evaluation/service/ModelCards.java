package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.ml.evaluation.Slices;
import org.modelyard.ml.explain.PermutationImportance;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.ModelCard;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.service.TrainingJobs;

/** Puts together all that is known of a version. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ModelCards {

    @Inject
    private Registry registry;

    @Inject
    private TrainingJobs jobs;

    @Inject
    private VersionScorers scorers;

    /** @throws org.modelyard.platform.model.Refusal.Conflict when a stored document is damaged */
    public ModelCard of(Caller caller, String model, String wish) {
        caller.require(Role.VIEWER);
        ModelVersionView version = registry.resolve(caller, model, wish);
        Evaluation evaluation = read(caller, version, ArtifactKind.EVALUATION, Evaluation::fromJson);
        List<Fairness> fairness = version.artifacts().stream()
                .map(ModelVersionView.ArtifactView::kind)
                .filter(kind -> kind.startsWith(ArtifactKind.FAIRNESS))
                .map(kind -> Fairness.fromJson(text(caller, version, kind)))
                .toList();
        List<OutputEvaluation> outputs = Objects.requireNonNullElse(
                read(caller, version, ArtifactKind.OUTPUTS, OutputEvaluation::fromJson), List.of());
        return new ModelCard(
                version.model(),
                version.version(),
                "",
                version.lineage(),
                version.signature(),
                new ModelCard.Measured(
                        evaluation,
                        evaluation == null ? List.of() : gates(caller, version, evaluation, outputs),
                        read(caller, version, ArtifactKind.CROSS_VALIDATION, CrossValidations::fromJson),
                        null,
                        read(caller, version, ArtifactKind.SLICES, Slices::fromJson),
                        fairness,
                        read(caller, version, ArtifactKind.IMPORTANCE, PermutationImportance::fromJson),
                        read(caller, version, ArtifactKind.CALIBRATION, CalibrationReport::fromJson),
                        version.stage() != Stage.EXTERNAL && scorers.stored(caller, version) instanceof ModelBundle ours
                                ? ours.scorer().decision().threshold()
                                : null,
                        null,
                        outputs),
                List.of());
    }

    private List<GateVerdict> gates(
            Caller caller, ModelVersionView version, Evaluation evaluation, List<OutputEvaluation> outputs) {
        String job = version.lineage().trainingJob();
        Long rows = version.lineage().rows();
        if (job == null || rows == null) {
            return List.of();
        }
        TrainingPlan plan = jobs.get(caller, UUID.fromString(job)).plan();
        return plan.verdicts(evaluation, outputs, rows);
    }

    private <T> @Nullable T read(Caller caller, ModelVersionView version, String kind, Function<String, T> reader) {
        boolean there = version.artifacts().stream()
                .anyMatch(artifact -> artifact.kind().equals(kind));
        return there ? reader.apply(text(caller, version, kind)) : null;
    }

    private String text(Caller caller, ModelVersionView version, String kind) {
        return new String(registry.artifact(caller, version.model(), version.version(), kind), StandardCharsets.UTF_8);
    }
}
