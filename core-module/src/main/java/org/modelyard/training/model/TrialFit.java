package org.modelyard.training.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.model.LabelledTable;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.evaluation.model.ValuedTable;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.search.MedianPruner;
import org.modelyard.ml.search.Outcome;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.search.Stage;
import org.modelyard.ml.search.Trial;
import org.modelyard.ml.train.Progress;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.platform.model.Refusal;

/**
 * One trial of a search: fits its hyperparameters and measures them on rows that the fit did not see.
 *
 * @param base the trainer with the values that are not searched for
 * @param choices how features are encoded
 * @param rows of the trials, as {@link JobRows#ofTrials} splits them
 * @param weighting of the rows; null: none
 */
public record TrialFit(
        SearchPlan plan,
        TrainerSpec base,
        EncodingChoices choices,
        JobRows rows,
        long seed,
        @Nullable RowWeighting weighting) {

    /** @param rows of the trials, as {@link JobRows#ofTrials} splits them */
    public static TrialFit of(TrainingPlan job, SearchPlan search, JobRows rows) {
        return new TrialFit(
                search,
                job.trainer(),
                job.encoding(rows.train().schema()),
                rows,
                job.seed(),
                job.conditions().weights());
    }

    /**
     * The trial with its outcome, given up where the median of others was better.
     *
     * @param watch called before each step; may throw to end it
     */
    public Trial run(Trial trial, Consumer<Progress> watch, List<Trial> others) {
        return run(
                trial,
                watch,
                state -> state.stage() == null && MedianPruner.DEFAULT.shouldPrune(state.losses(), others));
    }

    /** The trainer with the trial's values. */
    public static TrainerSpec spec(TrainerSpec base, Map<String, Object> chosen) {
        Map<String, Object> values = new TreeMap<>(base.values());
        values.putAll(chosen);
        return Trainers.spec(base.type(), values);
    }

    /**
     * @param watch called before each step; may throw to end it
     * @param hopeless told of the trial so far after each step of the first fit: true gives it up
     * @return the trial with its outcome: finished, pruned or failed
     */
    public Trial run(Trial trial, Consumer<Progress> watch, Predicate<Trial> hopeless) {
        try {
            TrainerSpec spec = spec(base, trial.hyperparameters());
            List<Double> scores = new ArrayList<>();
            Trial state = trial;
            for (Holdout part : parts()) {
                Fit fit = Fit.of(spec, choices, part.train(), seed, weighting);
                TrainingSession session = fit.start();
                while (!session.done() && !enough(trial, session)) {
                    watch.accept(session.progress());
                    session.step();
                    if (scores.isEmpty()) {
                        state = stepped(state, session.progress());
                        if (plan.pruning() && hopeless.test(state)) {
                            return state.ended(new Outcome.Pruned());
                        }
                    }
                }
                scores.add(score(TableScores.of(fit.scorer(session), part.evaluation())));
            }
            double mean =
                    scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
            return Double.isFinite(mean)
                    ? state.ended(new Outcome.Finished(mean))
                    : state.ended(new Outcome.Failed(plan.metric() + " has no value on these rows."));
        } catch (Refusal.Invalid e) {
            return trial.ended(new Outcome.Failed(String.valueOf(e.getMessage())));
        }
    }

    private List<Holdout> parts() {
        return rows.folds().isEmpty()
                ? List.of(new Holdout(rows.train(), rows.evaluation()))
                : rows.folds().stream().map((Fold fold) -> rows.holdout(fold)).toList();
    }

    private static boolean enough(Trial trial, TrainingSession session) {
        Stage stage = trial.stage();
        return stage != null && session.progress().epoch() >= stage.epochs();
    }

    private static Trial stepped(Trial trial, Progress progress) {
        double loss = Double.isNaN(progress.validationLoss()) ? progress.trainingLoss() : progress.validationLoss();
        return Double.isFinite(loss) ? trial.stepped(loss) : trial;
    }

    private double score(TableScores answers) {
        try {
            return answers instanceof LabelledTable labelled
                    ? labelled.scores().metric(plan.metric()).value()
                    : ((ValuedTable) answers).scores().metric(plan.metric()).value();
        } catch (IllegalArgumentException e) { // not of so many labels
            Refusal.Invalid refusal = new Refusal.Invalid("search.metric", String.valueOf(e.getMessage()));
            refusal.initCause(e);
            throw refusal;
        }
    }
}
