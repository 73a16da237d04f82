package org.modelyard.training.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.evaluation.DeclaredSlice;
import org.modelyard.ml.recipe.Recipes;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Bump;

/**
 * What a client asks for, as flat as the documents that it is read from; {@link RequestedPlan} makes the choices. Null leaves one to
 * the server.
 *
 * @param model name of the model that gets a version
 * @param dataset name
 * @param snapshot id; null: one is made of the dataset as it is when the job runs
 * @param trainer {@code type} and hyperparameters
 * @param recipe name, see {@link Recipes}: trainer, encoding and gates for a purpose, where the request does not say its own
 * @param validation how the model is evaluated; null: a holdout of 0.2, or ten folds where the recipe keeps their models
 * @param search for good hyperparameters among the rows that are learnt from, see {@link SearchPlan#parse}
 * @param gates by metric, and {@code examples}; null: the recipe's, or {@link org.modelyard.ml.evaluation.Gates#usual}; empty: none
 * @param seed 42 when null
 * @param bump null: the least that the signature's changes allow; a model's first version is 1.0.0 whatever it says
 * @param window how far back examples are taken from, e.g. {@code P180D}, by when they came; null: all. Not with a snapshot
 * @param start whether the job is queued at once; null: yes
 * @param priority 0 to 9, 5 when null: the higher, the sooner it is taken from the queue
 * @param timeout the longest it may run, e.g. {@code PT30M}; null, or more than the server allows: as long as that
 * @param decision calibration and threshold, found on rows that neither the fit nor the evaluation sees; null: none. A threshold
 *     by COST without costs takes those that are declared for the model
 * @param startFrom version of the model that the fit goes on from, with the rows that it has not learnt from; null: from nothing
 * @param weights of the rows, see {@link RowWeighting#parse}; null: all the same
 * @param executor LOCAL, in the server, or PROCESS, in one of its own; null: LOCAL
 * @param deployment of a version that passes its gates; null: none
 * @param slices of the evaluation by name and condition, see {@link DeclaredSlice#parse}; null: only those that are found
 * @param outputs features that the version answers beside the target, and that are no inputs of it; null: none
 */
public record TrainingRequest(
        @Nullable String model,
        @Nullable String dataset,
        @Nullable String snapshot,
        @Nullable Map<String, Object> trainer,
        @Nullable String recipe,
        @Nullable FeatureChoice features,
        @Nullable Validation validation,
        @Nullable Map<String, Object> search,
        @Nullable Map<String, Bounds> gates,
        @Nullable Long seed,
        @Nullable Bump bump,
        @Nullable String window,
        @Nullable Boolean start,
        @Nullable Integer priority,
        @Nullable String timeout,
        @Nullable Map<String, Object> decision,
        @Nullable String startFrom,
        @Nullable Map<String, Object> weights,
        @Nullable String executor,
        @Nullable Deployment deployment,
        @Nullable List<Map<String, Object>> slices,
        @Nullable List<String> outputs) {

    /** What a metric must reach: one of them at least. */
    public record Bounds(@Nullable Double min, @Nullable Double max) {}

    /** Where the version serves at once. */
    public record Deployment(@Nullable String environment) {}

    public boolean starts() {
        return start == null || start;
    }

    /**
     * Every choice made and checked against the dataset's schema.
     *
     * @throws Refusal.Invalid naming all that is wrong
     */
    public TrainingPlan plan(Schema schema) {
        return plan(schema, ModelBusiness.NONE);
    }

    /** @param business what is declared for the model */
    public TrainingPlan plan(Schema schema, ModelBusiness business) {
        return new RequestedPlan(this, schema, business).plan();
    }

    /**
     * The same request with what a version fixes for those that go on from it: its encoding, its recipe's gates and what that keeps, and
     * its trainer where the request does not say otherwise.
     *
     * @param version exact number
     * @param trainer type and values that the version was made with
     * @param seen the features that it sees
     * @param made name of the recipe that it was made by; null: by none
     */
    public TrainingRequest goingOn(
            String version, Map<String, Object> trainer, FeatureChoice seen, @Nullable String made) {
        if (features != null) {
            throw new Refusal.Invalid(
                    "features", "The version " + version + " fixes its features: leave 'features' out.");
        }
        if (recipe != null) {
            throw new Refusal.Invalid("recipe", "The version " + version + " fixes its recipe: leave 'recipe' out.");
        }
        Map<String, Object> values = new TreeMap<>(trainer);
        if (this.trainer != null) {
            Object type = this.trainer.getOrDefault("type", trainer.get("type"));
            if (!Objects.equals(type, trainer.get("type"))) {
                throw new Refusal.Invalid(
                        "trainer.type",
                        "The version " + version + " was trained by " + trainer.get("type") + ": leave the type out.");
            }
            values.putAll(this.trainer);
        }
        return new TrainingRequest(
                model,
                dataset,
                snapshot,
                values,
                made,
                new FeatureChoice(seen.include(), seen.exclude()),
                validation,
                search,
                gates,
                seed,
                bump,
                window,
                start,
                priority,
                timeout,
                decision,
                version,
                weights,
                executor,
                deployment,
                slices,
                outputs);
    }
}
