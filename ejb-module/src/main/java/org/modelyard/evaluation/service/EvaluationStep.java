package org.modelyard.evaluation.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.ml.score.Scorer;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.service.DeclaredBusiness;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.model.Examination;

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
    private VersionScorers scorers;

    @Inject
    private DeclaredBusiness business;

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
            ledger.complete(id, measured.result(), measured.failed(), measured.files());
        });
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }

    /**
     * @param failed usual gates that it does not pass, a sentence each: what a draft needs to become READY
     * @param files of a version that nobody has measured before: what its drift is told by, and its evaluation
     */
    private record Measured(VersionEvaluation.Result result, List<String> failed, Map<String, String> files) {}

    private Measured evaluate(EvaluationLedger.Task task) {
        Caller caller = Caller.server(task.organisationId());
        VersionEvaluation.Subject subject = task.subject();
        ModelVersionView version = registry.version(caller, subject.model(), subject.version());
        AskableRows.Askable askable = rows.of(caller, subject.dataset(), subject.snapshot(), List.of(version));
        try (Scorer scorer = scorers.of(caller, version)) {
            return measured(caller, version, askable, scorer);
        }
    }

    private Measured measured(Caller caller, ModelVersionView version, AskableRows.Askable askable, Scorer scorer) {
        Table rows = SignatureColumns.of(scorer.signature(), askable.rows());
        TableScores answers = TableScores.of(scorer, rows);
        BusinessMetrics worth = business.of(caller, version.model()).orElse(null);
        Evaluation measured = answers.evaluate(worth);
        VersionEvaluation.Result result = new VersionEvaluation.Result(
                answers.rows(),
                askable.leftOut(),
                RegistryJson.metrics(measured),
                artifacts
                        .put(measured.toJson().getBytes(StandardCharsets.UTF_8))
                        .sha256());
        return new Measured(
                result,
                new Gates(Gates.usual(version.task()))
                        .check(measured).stream()
                                .filter(verdict -> !verdict.passed())
                                .map(GateVerdict::reason)
                                .toList(),
                version.metricsVerified()
                        ? Map.of()
                        : Map.of(
                                ArtifactKind.PROFILE,
                                artifacts
                                        .put(Examination.of(scorer.signature().labels(), rows, answers, worth)
                                                .profile()
                                                .toBytes())
                                        .sha256(),
                                ArtifactKind.EVALUATION,
                                result.evaluationSha()));
    }
}
