package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.BaselineRow;
import org.modelyard.ml.evaluation.Baselines;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.DriftProfile;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.DeclaredBusiness;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.training.model.Examination;

/** Versions asked about rows, beside what a constant answer reaches there and what the version in production does. */
@ApplicationScoped
public class MeasuredVersions {

    private static final String PRODUCTION = "production";

    @Inject
    private Registry registry;

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
     */
    record Measured(Evaluation evaluation, Table rows, TableScores answers, List<String> labels) {

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
                    besideChampion(caller, version, snapshot, asked, alone),
                    table,
                    answers,
                    scorer.signature().labels());
        }
    }

    private Evaluation besideChampion(
            Caller caller, ModelVersionView version, UUID snapshot, AskableRows.Askable asked, Evaluation measured) {
        String serving = registry.model(caller, version.model()).champions().get(PRODUCTION);
        return serving == null || serving.equals(version.version())
                ? measured
                : measured.beside(champion(
                        caller, registry.version(caller, version.model(), serving), snapshot, asked, measured));
    }

    private BaselineRow champion(
            Caller caller, ModelVersionView champion, UUID snapshot, AskableRows.Askable asked, Evaluation evaluation) {
        String answer = "version " + champion.version() + ", which serves production";
        if (champion.stage() == Stage.EXTERNAL) {
            return Baselines.without(answer, "Its model lives elsewhere.", evaluation);
        }
        long learnt = rows.learnt(caller, champion, snapshot, asked);
        if (learnt > 0) {
            return Baselines.without(
                    answer,
                    "It has learnt from " + learnt + " of these rows: compare the two to leave them out.",
                    evaluation);
        }
        try (Scorer scorer = scorers.of(caller, champion)) {
            return Baselines.version(
                    answer,
                    TableScores.of(scorer, SignatureColumns.of(scorer.signature(), asked.rows()))
                            .evaluate(evaluation.business()),
                    evaluation);
        } catch (Refusal.Invalid e) { // it takes other inputs than these rows have
            return Baselines.without(answer, String.valueOf(e.getMessage()), evaluation);
        }
    }
}
