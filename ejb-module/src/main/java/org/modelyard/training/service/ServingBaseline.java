package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.BaselineRow;
import org.modelyard.ml.evaluation.Baselines;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;

/** The version that serves production, asked about the same rows as one that is evaluated: what is to be beaten. */
@ApplicationScoped
public class ServingBaseline {

    private static final String PRODUCTION = "production";

    @Inject
    private Registry registry;

    @Inject
    private VersionScorers scorers;

    /**
     * The evaluation with a row more; as it was where nothing serves production, or the version itself does.
     *
     * @param version which is evaluated; empty for one that is not registered yet
     * @param rows that it was evaluated on, with all columns of their snapshot; asked for only where something serves
     * @param learnt how many of the rows the serving version has learnt from: with one or more it is not asked, since that flatters
     */
    public Evaluation beside(
            Caller caller,
            String model,
            String version,
            Supplier<Table> rows,
            ToLongBiFunction<ModelVersionView, Table> learnt,
            Evaluation measured) {
        String serving = registry.champion(caller, model, PRODUCTION).orElse(version);
        return serving.equals(version)
                ? measured
                : measured.beside(row(caller, registry.version(caller, model, serving), rows.get(), learnt, measured));
    }

    private BaselineRow row(
            Caller caller,
            ModelVersionView champion,
            Table rows,
            ToLongBiFunction<ModelVersionView, Table> learnt,
            Evaluation measured) {
        String answer = "version " + champion.version() + ", which serves production";
        if (champion.elsewhere()) {
            return Baselines.without(answer, "Its model lives elsewhere.", measured);
        }
        try {
            long known = learnt.applyAsLong(champion, rows);
            if (known > 0) {
                return Baselines.without(
                        answer,
                        "It has learnt from " + known + " of these rows: compare the two to leave them out.",
                        measured);
            }
            return asked(caller, champion, answer, rows, measured);
        } catch (Refusal e) { // it takes other inputs, its file is damaged, or what it learnt from is gone or too large
            return Baselines.without(answer, String.valueOf(e.getMessage()), measured);
        }
    }

    private BaselineRow asked(
            Caller caller, ModelVersionView champion, String answer, Table rows, Evaluation measured) {
        try (Scorer scorer = scorers.of(caller, champion)) {
            return Baselines.version(
                    answer,
                    TableScores.of(scorer, SignatureColumns.of(scorer.signature(), rows))
                            .evaluate(measured.business()),
                    measured);
        }
    }
}
