package org.modelyard.ml.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.feature.ColumnChoice;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.model.FieldError;

/**
 * How to train for a purpose.
 *
 * @param name as a request says it, e.g. {@code sentiment}
 * @param task what the model answers
 * @param title for people
 * @param meaning what it is for and what it does, in a sentence or two
 * @param trainer type
 * @param hyperparameters those that differ from the trainer's defaults
 * @param encode how features of a type are encoded, where that differs from the usual
 * @param metric by which models of this purpose are compared
 * @param gates by metric: what a model must reach to be of use
 * @param needs a dataset has a feature of each of these types at least; empty: of any type
 * @param keeps what a version keeps besides its model
 */
public record Recipe(
        String name,
        Task task,
        String title,
        String meaning,
        String trainer,
        Map<String, Object> hyperparameters,
        Map<FeatureType, ColumnChoice> encode,
        String metric,
        Map<String, Gate> gates,
        Set<FeatureType> needs,
        Set<Kept> keeps) {

    /** What a version may keep for those who ask it for more than an answer. */
    public enum Kept {
        /** The models of its folds: how far they differ tells how far an answer depends on the sample. */
        FOLDS,
        /** Its examples, to be found again by what they are like. */
        CASES
    }

    public Recipe {
        hyperparameters = Collections.unmodifiableMap(new TreeMap<>(hyperparameters));
        encode = Collections.unmodifiableMap(
                encode.isEmpty() ? new EnumMap<>(FeatureType.class) : new EnumMap<>(encode));
        gates = Collections.unmodifiableMap(new TreeMap<>(gates));
        needs = Collections.unmodifiableSet(new TreeSet<>(needs));
        keeps = Set.copyOf(keeps);
    }

    /** One that trains and judges as this does, for a purpose that asks more of the version. */
    Recipe serving(String other, String itsTitle, String itsMeaning, Set<FeatureType> itsNeeds, Set<Kept> itsKeeps) {
        return new Recipe(
                other, task, itsTitle, itsMeaning, trainer, hyperparameters, encode, metric, gates, itsNeeds, itsKeeps);
    }

    /** Why the recipe cannot be used with a dataset of this schema; empty when it can. The errors name {@code recipe}. */
    public List<FieldError> problems(Schema schema) {
        List<FieldError> problems = new ArrayList<>();
        if (schema.task() != task) {
            problems.add(new FieldError(
                    "recipe",
                    "The recipe '" + name + "' is for " + task + "; the dataset is for " + schema.task() + "."));
        }
        for (FeatureType type : needs) {
            if (schema.features().stream().noneMatch(feature -> feature.type() == type)) {
                problems.add(new FieldError(
                        "recipe", "The recipe '" + name + "' needs a " + type + " feature; the dataset has none."));
            }
        }
        return problems;
    }

    /**
     * @param overrides hyperparameters that a request gives itself
     * @throws org.modelyard.platform.model.Refusal.Invalid naming every {@code trainer.<name>} that is wrong
     */
    public TrainerSpec spec(Map<String, ?> overrides) {
        Map<String, Object> values = new TreeMap<>(hyperparameters);
        values.putAll(overrides);
        return Trainers.spec(trainer, values);
    }

    /**
     * @param features those that the model sees
     * @param overrides what a request says itself: its features are encoded as it says and no longer as the recipe does
     */
    public EncodingChoices choices(List<FeatureSpec> features, EncodingChoices overrides) {
        Map<String, ColumnChoice> columns = new TreeMap<>();
        for (FeatureSpec feature : features) {
            ColumnChoice choice = encode.get(feature.type());
            if (choice != null) {
                columns.put(feature.name(), choice);
            }
        }
        columns.putAll(overrides.columns());
        return new EncodingChoices(columns, overrides.interactions());
    }
}
