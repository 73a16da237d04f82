package org.modelyard.training.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.train.Hyperparameter;
import org.modelyard.ml.train.Trainer;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.training.model.TrainingRequest;
import org.modelyard.training.model.Validation;
import org.modelyard.training.service.TrainingJobView;
import org.modelyard.training.service.TrainingJobs;

/** A new training job, by a form made from the same declarations that validate the request. */
@Named
@RequestScoped
public class TrainingForm {

    private static final PageRequest ALL = new PageRequest(PageRequest.MAX_LIMIT, null);

    @Inject
    private TrainingJobs jobs;

    @Inject
    private Datasets datasets;

    @Inject
    private Viewer viewer;

    private @Nullable String dataset;
    private @Nullable String trainerType;
    private @Nullable String model;
    private long seed = 42;
    private double holdout = 0.2;
    private @Nullable Integer folds;
    private @Nullable String groupBy;
    private @Nullable String orderBy;
    private @Nullable String window;
    private int priority = 5;
    private @Nullable String searchMethod;
    private @Nullable Integer trials;
    private final Map<String, String> values = new HashMap<>();
    private @Nullable List<DatasetView> known;

    /** Dataset and trainer decide which fields the form has, so they must be known before those are read. */
    @PostConstruct
    void choose() {
        Map<String, String> request =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        dataset = request.getOrDefault("source", request.get("dataset"));
        trainerType = request.get("trainer");
    }

    public void start() {
        Notices.attempt(() -> {
            String chosen = dataset == null ? "" : dataset;
            TrainingRequest request = new TrainingRequest(
                    model == null ? chosen : model,
                    chosen,
                    null,
                    trainer(),
                    null,
                    null,
                    validation(),
                    search(),
                    null,
                    seed,
                    null,
                    typed(window),
                    null,
                    priority,
                    null,
                    null);
            TrainingJobView job = jobs.create(viewer.caller(), request);
            Links.go("/console/training/" + job.id());
        });
    }

    private @Nullable Map<String, Object> search() {
        if (typed(searchMethod) == null) {
            return null;
        }
        Map<String, Object> search = new LinkedHashMap<>();
        search.put("method", searchMethod);
        if (trials != null) {
            search.put("trials", trials);
        }
        return search;
    }

    private Validation validation() {
        return folds == null || folds == 0
                ? new Validation(holdout, null, typed(groupBy), typed(orderBy))
                : new Validation(null, folds, typed(groupBy), typed(orderBy));
    }

    private static @Nullable String typed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Map<String, Object> trainer() {
        Trainer<?> trainer = getTrainer();
        if (trainer == null) {
            throw new Refusal.Invalid("dataset", "Choose a dataset with examples first.");
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("type", trainer.type());
        for (Hyperparameter hyperparameter : trainer.hyperparameters()) {
            String typed = values.get(hyperparameter.name());
            if (typed != null && !typed.isBlank()) {
                spec.put(
                        hyperparameter.name(),
                        hyperparameter.options().isEmpty() ? number(hyperparameter, typed) : typed.strip());
            }
        }
        return spec;
    }

    private static Object number(Hyperparameter hyperparameter, String typed) {
        try {
            return Double.valueOf(typed.strip());
        } catch (NumberFormatException e) {
            throw new Refusal.Invalid(
                    "trainer." + hyperparameter.name(),
                    hyperparameter.name() + " must be " + hyperparameter.range() + ", not '" + typed + "'.");
        }
    }

    /** Those that learn the chosen dataset's task; none before a dataset is chosen. */
    public List<Trainer<?>> getTrainers() {
        return getDatasets().stream()
                .filter(one -> one.name().equals(dataset))
                .findFirst()
                .map(one -> Trainers.all().stream()
                        .filter(trainer -> trainer.tasks().contains(one.task()))
                        .toList())
                .orElse(List.of());
    }

    /** The chosen one, or the first where none is chosen or it does not learn the task; null before a dataset is chosen. */
    public @Nullable Trainer<?> getTrainer() {
        List<Trainer<?>> able = getTrainers();
        return able.stream()
                .filter(one -> one.type().equals(trainerType))
                .findFirst()
                .orElse(able.isEmpty() ? null : able.get(0));
    }

    public @Nullable String getTrainerType() {
        Trainer<?> trainer = getTrainer();
        return trainer == null ? null : trainer.type();
    }

    public void setTrainerType(@Nullable String trainerType) {
        this.trainerType = trainerType;
    }

    public List<DatasetView> getDatasets() {
        if (known == null) {
            known = datasets.list(viewer.caller(), ALL).items();
        }
        return known;
    }

    public List<Hyperparameter> getHyperparameters() {
        Trainer<?> trainer = getTrainer();
        return trainer == null ? List.of() : trainer.hyperparameters();
    }

    public Map<String, String> getValues() {
        return values;
    }

    /** Whether one was typed: then they stay in sight. */
    public boolean isTuned() {
        return values.values().stream().anyMatch(typed -> typed != null && !typed.isBlank());
    }

    public @Nullable String getDataset() {
        return dataset;
    }

    public void setDataset(@Nullable String dataset) {
        this.dataset = dataset;
    }

    public @Nullable String getModel() {
        return model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
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

    public SearchPlan.Method[] getSearchMethods() {
        return SearchPlan.Method.values();
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
}
