package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.model.MeasuredFairness;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.score.Scorer;
import org.modelyard.registry.model.DriftProfile;
import org.modelyard.registry.service.DeclaredBusiness;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionScorers;
import org.modelyard.training.model.Examination;
import org.modelyard.training.service.ServingBaseline;

/** Versions asked about rows, beside what a constant answer reaches there and what the version in production does. */
@ApplicationScoped
public class MeasuredVersions {

    @Inject
    private ServingBaseline serving;

    @Inject
    private VersionScorers scorers;

    @Inject
    private DeclaredBusiness business;

    @Inject
    private AskableRows rows;

    /**
     * A version's answers, and what they are worth.
     *
     * @param rows that were asked about, as the version takes them
     * @param fairness by each feature that the rows or the version call sensitive
     */
    record Measured(
            Evaluation evaluation, Table rows, TableScores answers, List<String> labels, List<Fairness> fairness) {

        DriftProfile profile() {
            return Examination.of(labels, rows, answers, evaluation.business()).profile();
        }
    }

    /** @param asked rows of the snapshot that the version has not learnt from */
    Measured of(Caller caller, ModelVersionView version, UUID snapshot, AskableRows.Askable asked) {
        try (Scorer scorer = scorers.of(caller, version)) {
            Table table = SignatureColumns.of(scorer.signature(), asked.rows());
            TableScores answers = TableScores.of(scorer, table);
            Evaluation alone =
                    answers.evaluate(business.of(caller, version.model()).orElse(null), asked.constant());
            return new Measured(
                    serving.beside(
                            caller,
                            version.model(),
                            version.version(),
                            asked::rows,
                            (champion, all) -> rows.learnt(caller, champion, snapshot, asked),
                            alone),
                    table,
                    answers,
                    scorer.signature().labels(),
                    MeasuredFairness.of(asked.rows(), answers, sensitive(asked.rows(), table)));
        }
    }

    /** A dataset for testing need not say which of its features are protected, and a version need not take those that are. */
    private static Set<String> sensitive(Table asked, Table taken) {
        Set<String> names = MeasuredFairness.sensitive(asked.schema());
        names.addAll(MeasuredFairness.sensitive(taken.schema()));
        return names;
    }
}
