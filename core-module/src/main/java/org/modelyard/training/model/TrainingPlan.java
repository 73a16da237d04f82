package org.modelyard.training.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.calibration.DecisionPlan;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.DeclaredSlice;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.recipe.Recipes;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.RegistryJson;

/**
 * A training job with every choice made. Made by {@link TrainingRequest#plan}, which checks it.
 *
 * @param outputs features that are answered beside the target, and are no inputs; empty where a stored plan has none
 * @param recipe whose encoding and gates are used; null: none
 * @param holdout share of the rows that are kept from the trainer and evaluate the model, 0-1; 0 with folds
 * @param folds of a cross-validation, 2 or more: each row is answered by a model that did not learn from it, and the version
 *     learns from all rows; 0: none
 * @param groupBy feature whose values keep rows together: all on one side of a split; null: none
 * @param orderBy feature by which the later rows evaluate what was learnt from earlier ones; null: none
 * @param search for the trainer's hyperparameters, among the rows that are learnt from; null: those of the trainer
 * @param decision calibration and threshold, as {@link DecisionPlan#of} reads them; null: none
 * @param windowSeconds only examples that came so long before the snapshot is made, or later; null: all
 * @param gates by metric; empty: any model passes
 * @param priority 0 to 9, the higher the sooner it is taken from the queue
 * @param timeoutSeconds the longest it may run; null: as long as the server allows
 * @param conditions where the fit starts and runs, and what becomes of the version; the usual ones where a stored plan has none
 */
public record TrainingPlan(
        TrainerSpec trainer,
        FeatureChoice features,
        List<String> outputs,
        @Nullable String recipe,
        double holdout,
        int folds,
        @Nullable String groupBy,
        @Nullable String orderBy,
        @Nullable SearchPlan search,
        @Nullable Map<String, Object> decision,
        @Nullable Long windowSeconds,
        Map<String, Gate> gates,
        long seed,
        @Nullable Bump bump,
        int priority,
        @Nullable Long timeoutSeconds,
        TrainingConditions conditions) {

    public TrainingPlan {
        conditions = Objects.requireNonNullElse(conditions, TrainingConditions.USUAL);
        outputs = List.copyOf(Objects.requireNonNullElse(outputs, List.of()));
    }

    public String toJson() {
        return RegistryJson.write(this);
    }

    public static TrainingPlan fromJson(String json) {
        return RegistryJson.read(json, TrainingPlan.class);
    }

    /**
     * @param others of the outputs
     * @param examples of the snapshot
     */
    public List<GateVerdict> verdicts(Evaluation evaluation, List<OutputEvaluation> others, long examples) {
        Map<String, Gate> metrics = new LinkedHashMap<>(gates);
        List<GateVerdict> ofOutputs = new ArrayList<>();
        for (OutputEvaluation other : others) {
            Map<String, Gate> own = new LinkedHashMap<>(gates);
            own.keySet().removeIf(gate -> !other.named(gate));
            metrics.keySet().removeAll(own.keySet());
            ofOutputs.addAll(other.check(own));
        }
        List<GateVerdict> verdicts = new ArrayList<>();
        if (!gates.isEmpty()) {
            verdicts.addAll(new Gates(metrics).check(evaluation, examples));
        }
        verdicts.addAll(ofOutputs);
        return verdicts;
    }

    /** How a trial of the search splits the rows that are learnt from. */
    public TrainingPlan ofTrials(SearchPlan trials) {
        return new TrainingPlan(
                trainer,
                features,
                outputs,
                recipe,
                trials.holdout() == null ? 0 : trials.holdout(),
                trials.folds() == null ? 0 : trials.folds(),
                groupBy,
                orderBy,
                null,
                null,
                windowSeconds,
                gates,
                seed,
                bump,
                priority,
                timeoutSeconds,
                conditions);
    }

    /** The features that are learnt from, and the outputs that are answered beside the target. */
    Table chosen(Table table) {
        return features.of(Outputs.of(table, outputs));
    }

    /**
     * How features are encoded: as the request says, else as the recipe does.
     *
     * @param schema of the chosen features
     */
    public EncodingChoices encoding(Schema schema) {
        EncodingChoices own = features.encoding(schema);
        return recipe == null ? own : Recipes.byName(recipe).choices(schema.features(), own);
    }

    /** Whether its version keeps this. */
    public boolean keeps(Recipe.Kept what) {
        return recipe != null && Recipes.byName(recipe).keeps().contains(what);
    }

    /** The slices that were asked for beside those that are found. */
    public List<DeclaredSlice> slices(Schema seen) {
        return DeclaredSlice.parse("slices", conditions.slices(), seen);
    }

    /** What is decided after the fit; null: nothing. */
    public @Nullable DecisionPlan deciding() {
        return decision == null ? null : DecisionPlan.of(decision);
    }

    /** How long it may run where the server allows so much. */
    public Duration timeout(Duration most) {
        Duration wanted = timeoutSeconds == null ? most : Duration.ofSeconds(timeoutSeconds);
        return wanted.compareTo(most) < 0 ? wanted : most;
    }
}
