package org.modelyard.training.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.registry.model.Bump;
import org.modelyard.training.model.ExecutorKind;
import org.modelyard.training.model.TrainingRequest;
import org.modelyard.training.model.Validation;

/** What a training form says besides dataset, trainer and its hyperparameters. */
public class TrainingFields {

    private long seed = 42;
    private double holdout = 0.2;
    private int priority = 5;
    private @Nullable Integer folds;
    private @Nullable String groupBy;
    private @Nullable String orderBy;
    private @Nullable String window;
    private @Nullable String recipe;
    private @Nullable String searchMethod;
    private @Nullable Integer trials;
    private @Nullable String startFrom;
    private @Nullable String executor;
    private @Nullable String classes;
    private boolean quality;
    private @Nullable String weightFeature;
    private @Nullable String timeout;
    private @Nullable String bump;
    private @Nullable String searchMetric;
    private @Nullable String deployTo;
    private List<String> outputs = List.of();

    Validation validation() {
        return folds == null || folds == 0
                ? new Validation(holdout, null, typed(groupBy), typed(orderBy))
                : new Validation(null, folds, typed(groupBy), typed(orderBy));
    }

    @Nullable
    Map<String, Object> search() {
        if (typed(searchMethod) == null) {
            return null;
        }
        Map<String, Object> search = new LinkedHashMap<>();
        search.put("method", searchMethod);
        if (trials != null) {
            search.put("trials", trials);
        }
        if (typed(searchMetric) != null) {
            search.put("metric", searchMetric);
        }
        return search;
    }

    @Nullable
    String chosenRecipe() {
        return typed(recipe);
    }

    @Nullable
    String chosenWindow() {
        return typed(window);
    }

    @Nullable
    String chosenTimeout() {
        return typed(timeout);
    }

    @Nullable
    Bump chosenBump() {
        String chosen = typed(bump);
        return chosen == null ? null : Bump.valueOf(chosen);
    }

    public Bump[] getBumps() {
        return Bump.values();
    }

    @Nullable
    String chosenStart() {
        return typed(startFrom);
    }

    @Nullable
    Map<String, Object> weights() {
        Map<String, Object> weights = new LinkedHashMap<>();
        if (typed(classes) != null) {
            weights.put("classes", String.valueOf(classes));
        }
        if (quality) {
            weights.put("quality", true);
        }
        if (typed(weightFeature) != null) {
            weights.put("feature", String.valueOf(weightFeature));
        }
        return weights.isEmpty() ? null : weights;
    }

    TrainingRequest.@Nullable Deployment deployment() {
        return typed(deployTo) == null ? null : new TrainingRequest.Deployment(typed(deployTo));
    }

    /** Null where none were chosen. */
    @Nullable
    List<String> chosenOutputs() {
        return outputs.isEmpty() ? null : outputs;
    }

    private static @Nullable String typed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public SearchPlan.Method[] getSearchMethods() {
        return SearchPlan.Method.values();
    }

    public ExecutorKind[] getExecutors() {
        return ExecutorKind.values();
    }

    public long getSeed() {
        return seed;
    }

    public void setSeed(long seed) {
        this.seed = seed;
    }

    public double getHoldout() {
        return holdout;
    }

    public void setHoldout(double holdout) {
        this.holdout = holdout;
    }

    public @Nullable Integer getFolds() {
        return folds;
    }

    public void setFolds(@Nullable Integer folds) {
        this.folds = folds;
    }

    public @Nullable String getGroupBy() {
        return groupBy;
    }

    public void setGroupBy(@Nullable String groupBy) {
        this.groupBy = groupBy;
    }

    public @Nullable String getOrderBy() {
        return orderBy;
    }

    public void setOrderBy(@Nullable String orderBy) {
        this.orderBy = orderBy;
    }

    public @Nullable String getWindow() {
        return window;
    }

    public void setWindow(@Nullable String window) {
        this.window = window;
    }

    public int getPriority() {
        return priority;
    }

    public void setPriority(int priority) {
        this.priority = priority;
    }

    public @Nullable String getRecipe() {
        return recipe;
    }

    public void setRecipe(@Nullable String recipe) {
        this.recipe = recipe;
    }

    public @Nullable String getSearchMethod() {
        return searchMethod;
    }

    public void setSearchMethod(@Nullable String searchMethod) {
        this.searchMethod = searchMethod;
    }

    public @Nullable Integer getTrials() {
        return trials;
    }

    public void setTrials(@Nullable Integer trials) {
        this.trials = trials;
    }

    public @Nullable String getStartFrom() {
        return startFrom;
    }

    public void setStartFrom(@Nullable String startFrom) {
        this.startFrom = startFrom;
    }

    public @Nullable String getExecutor() {
        return executor;
    }

    public void setExecutor(@Nullable String executor) {
        this.executor = executor;
    }

    public @Nullable String getClasses() {
        return classes;
    }

    public void setClasses(@Nullable String classes) {
        this.classes = classes;
    }

    public boolean isQuality() {
        return quality;
    }

    public void setQuality(boolean quality) {
        this.quality = quality;
    }

    public @Nullable String getWeightFeature() {
        return weightFeature;
    }

    public void setWeightFeature(@Nullable String weightFeature) {
        this.weightFeature = weightFeature;
    }

    public @Nullable String getTimeout() {
        return timeout;
    }

    public void setTimeout(@Nullable String timeout) {
        this.timeout = timeout;
    }

    public @Nullable String getBump() {
        return bump;
    }

    public void setBump(@Nullable String bump) {
        this.bump = bump;
    }

    public @Nullable String getSearchMetric() {
        return searchMetric;
    }

    public void setSearchMetric(@Nullable String searchMetric) {
        this.searchMetric = searchMetric;
    }

    public @Nullable String getDeployTo() {
        return deployTo;
    }

    public void setDeployTo(@Nullable String deployTo) {
        this.deployTo = deployTo;
    }

    public List<String> getOutputs() {
        return outputs;
    }

    public void setOutputs(@Nullable List<String> outputs) {
        this.outputs = outputs == null ? List.of() : outputs;
    }
}
