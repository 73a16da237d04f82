package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.evaluation.entity.GoldenSet;
import org.modelyard.evaluation.entity.StoredComparisons;
import org.modelyard.evaluation.entity.StoredGoldenSets;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.ml.evaluation.Slices;
import org.modelyard.ml.explain.PermutationImportance;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.ModelCard;
import org.modelyard.registry.model.ModelLimits;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ReadingTurns;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;
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

    @Inject
    private StoredComparisons comparisons;

    @Inject
    private StoredGoldenSets goldenSets;

    @Inject
    private Leakages leakages;

    @Inject
    private ReadingTurns reading;

    /** @throws Refusal.Conflict when a stored document is damaged */
    public ModelCard of(Caller caller, String model, String wish) {
        caller.require(Role.VIEWER);
        ModelVersionView version = registry.resolve(caller, model, wish);
        List<String> standing = new ArrayList<>();
        if (!version.reasons().isEmpty()) {
            standing.add("It is " + version.stage() + ": " + String.join(" ", version.reasons()));
        }
        ModelCard.Shared leakage = leakage(caller, version, standing);
        ModelCard.Measured measured = measured(caller, version, leakage);
        return new ModelCard(
                version.model(),
                version.version(),
                Objects.requireNonNullElseGet(
                        version.said().description(),
                        () -> Objects.requireNonNullElse(
                                registry.model(caller, version.model()).description(), "")),
                version.lineage(),
                version.signature(),
                measured,
                ModelLimits.of(measured, version.signature(), standing, version.metricsVerified()));
    }

    /** What is stored of a version, without what has to be looked for among its rows. */
    public ModelCard.Measured measured(Caller caller, String model, String wish) {
        caller.require(Role.VIEWER);
        return measured(caller, registry.resolve(caller, model, wish), null);
    }

    private ModelCard.Measured measured(Caller caller, ModelVersionView version, ModelCard.@Nullable Shared leakage) {
        Evaluation evaluation = read(caller, version, ArtifactKind.EVALUATION, Evaluation::fromJson);
        List<Fairness> fairness = version.artifacts().stream()
                .map(ModelVersionView.ArtifactView::kind)
                .filter(kind -> kind.startsWith(ArtifactKind.FAIRNESS))
                .map(kind -> Fairness.fromJson(text(caller, version, kind)))
                .toList();
        List<OutputEvaluation> outputs = Objects.requireNonNullElse(
                read(caller, version, ArtifactKind.OUTPUTS, OutputEvaluation::fromJson), List.of());
        return new ModelCard.Measured(
                evaluation,
                evaluation == null ? List.of() : gates(caller, version, evaluation, outputs),
                read(caller, version, ArtifactKind.CROSS_VALIDATION, CrossValidations::fromJson),
                comparison(caller, version),
                read(caller, version, ArtifactKind.SLICES, Slices::fromJson),
                fairness,
                read(caller, version, ArtifactKind.IMPORTANCE, PermutationImportance::fromJson),
                read(caller, version, ArtifactKind.CALIBRATION, CalibrationReport::fromJson),
                version.elsewhere() ? null : threshold(caller, version),
                leakage,
                outputs);
    }

    private @Nullable DecisionThreshold threshold(Caller caller, ModelVersionView version) {
        return reading.inTurn(() -> Optional.ofNullable(
                        scorers.stored(caller, version) instanceof ModelBundle ours
                                ? ours.scorer().decision().threshold()
                                : null))
                .orElse(null);
    }

    private ModelCard.@Nullable Compared comparison(Caller caller, ModelVersionView version) {
        return comparisons
                .ofCandidate(caller.organisationId(), new VersionRef(version.model(), version.version()))
                .map(ComparisonView::of)
                .map(found -> new ModelCard.Compared(
                        found.champion(), found.dataset(), Objects.requireNonNull(found.comparison(), "completed")))
                .orElse(null);
    }

    /** Of the newest golden set; why it could not be looked at is a limit. */
    private ModelCard.@Nullable Shared leakage(Caller caller, ModelVersionView version, List<String> limits) {
        List<GoldenSet> newest = goldenSets.page(caller.organisationId(), version.model(), PageRequest.of(1, null));
        if (newest.isEmpty() || !version.lineage().trainedHere()) {
            return null;
        }
        GoldenSetView golden = GoldenSetView.of(newest.get(0));
        try {
            return new ModelCard.Shared(golden.name(), leakages.of(caller, version.version(), golden, null));
        } catch (Refusal.Invalid e) { // too many rows, or rows of other inputs
            limits.add("What the golden set '" + golden.name() + "' and training have in common was not looked at: "
                    + e.getMessage());
            return null;
        }
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
        return version.has(kind) ? reader.apply(text(caller, version, kind)) : null;
    }

    private String text(Caller caller, ModelVersionView version, String kind) {
        return new String(registry.artifact(caller, version.model(), version.version(), kind), StandardCharsets.UTF_8);
    }
}
