package org.modelyard.evaluation.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.evaluation.entity.VersionComparison;
import org.modelyard.evaluation.model.SideBySide;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Comparison;
import org.modelyard.ml.evaluation.ComparisonPlan;
import org.modelyard.ml.score.Scorer;
import org.modelyard.registry.service.DeclaredBusiness;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;

/** The one step of the job {@code comparison}. */
@Named("comparisonStep")
@Dependent
public class ComparisonStep extends WorkStep {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String comparison;

    @Inject
    private ComparisonLedger ledger;

    @Inject
    private AskableRows rows;

    @Inject
    private Registry registry;

    @Inject
    private VersionScorers scorers;

    @Inject
    private DeclaredBusiness business;

    @Inject
    private VersionFolds folds;

    @Override
    protected String work() {
        return comparison;
    }

    @Override
    protected void work(UUID id, long execution) {
        ledger.begin(id, execution).ifPresent(this::compare);
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }

    private void compare(ComparisonLedger.Task task) {
        Caller caller = Caller.server(task.organisationId());
        VersionComparison.Subject subject = task.subject();
        ModelVersionView champion = registry.version(
                caller, subject.champion().model(), subject.champion().version());
        ModelVersionView candidate = registry.version(
                caller, subject.candidate().model(), subject.candidate().version());
        AskableRows.Askable askable =
                rows.of(caller, subject.dataset(), subject.snapshot(), List.of(champion, candidate));
        ComparisonPlan plan = task.wish()
                .plan(champion.task(), business.of(caller, candidate.model()).orElse(null));
        Comparison compared = SideBySide.compare(
                        answers(caller, champion, askable.rows()),
                        answers(caller, candidate, askable.rows()),
                        askable.constant(),
                        plan)
                .with(folds.compare(caller, champion, candidate, plan));
        ledger.complete(task.id(), compared.toJson(), askable.leftOut());
    }

    private TableScores answers(Caller caller, ModelVersionView version, Table table) {
        try (Scorer scorer = scorers.of(caller, version)) {
            return TableScores.of(scorer, SignatureColumns.of(scorer.signature(), table));
        }
    }
}
