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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.ml.evaluation.Measures;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.recipe.Recipes;
import org.modelyard.ml.train.Hyperparameter;
import org.modelyard.ml.train.Trainer;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.training.model.Outputs;
import org.modelyard.training.model.TrainingRequest;
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
    private final TrainingFields fields = new TrainingFields();
    private final DecisionFields decision = new DecisionFields();
    private final FeatureFields features = new FeatureFields();
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
                    fields.chosenRecipe(),
                    features.choice(specs()),
                    fields.validation(),
                    fields.search(),
                    decision.gates(),
                    fields.getSeed(),
                    fields.chosenBump(),
                    fields.chosenWindow(),
                    null,
                    fields.getPriority(),
                    fields.chosenTimeout(),
                    decision.decision(),
                    fields.chosenStart(),
                    fields.weights(),
                    fields.getExecutor(),
                    fields.deployment(),
                    features.chosenSlices(),
                    fields.chosenOutputs());
            TrainingJobView job = jobs.create(viewer.caller(), request);
            Links.go("/console/training/" + job.id());
        });
    }

    private Map<String, Object> trainer() {
        Trainer<?> trainer = getTrainer();
        if (trainer == null) {
            throw new Refusal.Invalid("dataset", "Choose a dataset with examples first.");
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        if (fields.chosenRecipe() == null && fields.chosenStart() == null) {
            spec.put("type", trainer.type());
        }
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
        return chosen().map(one -> Trainers.all().stream()
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

    /** Features of the chosen dataset that may hold the rows' weights. */
    public List<String> getNumeric() {
        return specs().stream()
                .filter(feature -> feature.type() == FeatureType.NUMERIC)
                .map(FeatureSpec::name)
                .toList();
    }

    /** Features of the chosen dataset that a model can answer beside the target. */
    public List<String> getAnswerable() {
        return getDatasets().stream()
                .filter(one -> one.name().equals(dataset))
                .map(DatasetView::features)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(feature -> !feature.sensitive() && Outputs.answerable(feature.type()))
                .map(FeatureSpec::name)
                .toList();
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

    /** What was typed besides dataset, trainer and its hyperparameters. */
    public TrainingFields getFields() {
        return fields;
    }

    /** What was typed of probabilities, answers and gates. */
    public DecisionFields getDecision() {
        return decision;
    }

    /** What was typed of the dataset's features. */
    public FeatureFields getFeatures() {
        return features;
    }

    /** The features of the chosen dataset; none before one is chosen, or before its first import. */
    public List<FeatureFields.Line> getFeatureLines() {
        return FeatureFields.lines(specs());
    }

    private List<FeatureSpec> specs() {
        return chosen().map(DatasetView::features).orElse(List.of());
    }

    /** The metrics of the chosen dataset's task that a gate can ask for, those of the business last. */
    public List<String> getGateMetrics() {
        return chosen().map(DatasetView::task)
                .map(task -> Stream.of(Set.of("examples"), Measures.names(task), Measures.businessNames(task))
                        .flatMap(Set::stream)
                        .toList())
                .orElse(List.of());
    }

    /** Whether the chosen dataset has labels. */
    public boolean isLabelled() {
        return chosen().map(one -> one.task() == Task.CLASSIFICATION).orElse(false);
    }

    private Optional<DatasetView> chosen() {
        return getDatasets().stream().filter(one -> one.name().equals(dataset)).findFirst();
    }

    /** Those for the chosen dataset's task. */
    public List<Recipe> getRecipes() {
        return chosen().map(one -> Recipes.all().stream()
                        .filter(each -> each.task() == one.task())
                        .toList())
                .orElse(List.of());
    }
}
