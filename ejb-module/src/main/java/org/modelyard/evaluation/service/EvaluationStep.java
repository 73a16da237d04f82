package org.modelyard.evaluation.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.store.ArtifactStore;

/** The one step of the job {@code evaluation}. */
@Named("evaluationStep")
@Dependent
public class EvaluationStep extends WorkStep {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String evaluation;

    @Inject
    private EvaluationLedger ledger;

    @Inject
    private AskableRows rows;

    @Inject
    private Registry registry;

    @Inject
    private MeasuredVersions versions;

    @Inject
    private ArtifactStore artifacts;

    @Override
    protected String work() {
        return evaluation;
    }

    @Override
    protected void work(UUID id, long execution) {
        ledger.begin(id, execution).ifPresent(task -> {
            Measured measured = evaluate(task);
            ledger.complete(id, measured.result(), measured.examined());
        });
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }

    private record Measured(VersionEvaluation.Result result, EvaluationLedger.Examined examined) {}

    private Measured evaluate(EvaluationLedger.Task task) {
        Caller caller = Caller.server(task.organisationId());
        VersionEvaluation.Subject subject = task.subject();
        ModelVersionView version = registry.version(caller, subject.model(), subject.version());
        AskableRows.Askable askable = rows.of(caller, subject.dataset(), subject.snapshot(), List.of(version));
        MeasuredVersions.Measured answered = versions.of(caller, version, subject.snapshot(), askable);
        Evaluation measured = answered.evaluation();
        VersionEvaluation.Result result = new VersionEvaluation.Result(
                measured.rows(),
                askable.leftOut(),
                RegistryJson.metrics(measured),
                Fairness.toJson(answered.fairness()),
                artifacts
                        .put(measured.toJson().getBytes(StandardCharsets.UTF_8))
                        .sha256());
        List<GateVerdict> failed = new Gates(Gates.usual(version.task()))
                .check(measured, measured.rows() + askable.leftOut()).stream()
                        .filter(verdict -> !verdict.passed())
                        .toList();
        boolean told = failed.stream().noneMatch(GateVerdict::aboutRows);
        return new Measured(
                result,
                new EvaluationLedger.Examined(
                        told,
                        failed.stream().map(GateVerdict::reason).toList(),
                        told && !version.metricsVerified() ? files(answered, result) : Map.of()));
    }

    /** Of a version that nobody has measured before. */
    private Map<String, String> files(MeasuredVersions.Measured answered, VersionEvaluation.Result result) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                ArtifactKind.PROFILE,
                artifacts.put(answered.profile().toBytes()).sha256());
        files.put(ArtifactKind.EVALUATION, result.evaluationSha());
        int feature = 0;
        for (Fairness fairness : answered.fairness()) {
            feature++;
            files.put(
                    ArtifactKind.FAIRNESS + "-" + feature,
                    artifacts
                            .put(fairness.toJson().getBytes(StandardCharsets.UTF_8))
                            .sha256());
        }
        return files;
    }
}
