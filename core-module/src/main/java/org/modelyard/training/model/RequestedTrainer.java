package org.modelyard.training.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.recipe.Recipes;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.train.Hyperparameter;
import org.modelyard.ml.train.Trainer;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/**
 * The trainer that a request asks for, by itself or by a recipe.
 *
 * @param recipe null: none, or an unknown one
 * @param spec null where it is wrong
 */
record RequestedTrainer(@Nullable Recipe recipe, @Nullable TrainerSpec spec) {

    /**
     * Of a fit that goes on from a version all hyperparameters are said: they are the version's, whatever its recipe has become.
     *
     * @param problems gets what is wrong
     */
    static RequestedTrainer of(TrainingRequest request, Schema schema, List<FieldError> problems) {
        Recipe chosen = recipe(request.recipe(), schema, problems);
        return new RequestedTrainer(
                chosen,
                chosen == null || request.startFrom() != null
                        ? spec(request.trainer(), schema.task(), problems)
                        : spec(chosen, request.trainer(), problems));
    }

    /** @param search as the request says it; null: none */
    static @Nullable SearchPlan trials(
            @Nullable Map<String, Object> search, TrainerSpec spec, Task task, List<FieldError> problems) {
        if (search == null) {
            return null;
        }
        try {
            List<Hyperparameter> declared = Trainers.byType(spec.type()).hyperparameters();
            return SearchPlan.parse(search, task, declared, worthwhile(declared));
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
            return null;
        }
    }

    /** The space of a search that names none. */
    private static Map<String, Object> worthwhile(List<Hyperparameter> declared) {
        Map<String, Object> space = new TreeMap<>();
        for (Hyperparameter one : declared) {
            if (one.search().worthwhile()) {
                space.put(
                        one.name(),
                        one.options().isEmpty()
                                ? Map.of(
                                        "min", one.searchMin(),
                                        "max", one.searchMax(),
                                        "scale", one.scale().name())
                                : Map.of("values", one.options()));
            }
        }
        return space;
    }

    private static @Nullable Recipe recipe(@Nullable String recipe, Schema schema, List<FieldError> problems) {
        if (recipe == null) {
            return null;
        }
        try {
            Recipe found = Recipes.byName(recipe);
            problems.addAll(found.problems(schema));
            return found;
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
            return null;
        }
    }

    /** The recipe's, with the hyperparameters that the request gives itself. */
    private static @Nullable TrainerSpec spec(
            Recipe chosen, @Nullable Map<String, Object> trainer, List<FieldError> problems) {
        Map<String, Object> overrides = new TreeMap<>(trainer == null ? Map.of() : trainer);
        Object type = overrides.remove("type");
        if (type != null && !type.equals(chosen.trainer())) {
            problems.add(new FieldError(
                    "trainer.type",
                    "The recipe '" + chosen.name() + "' trains with " + chosen.trainer()
                            + "; leave the type out, or the recipe."));
            return null;
        }
        try {
            return chosen.spec(overrides);
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
            return null;
        }
    }

    private static @Nullable TrainerSpec spec(
            @Nullable Map<String, Object> trainer, Task task, List<FieldError> problems) {
        if (trainer == null || !(trainer.get("type") instanceof String type)) {
            problems.add(
                    new FieldError("trainer.type", "Say which trainer; for " + task + " there is " + fitting(task)));
            return null;
        }
        try {
            if (!Trainers.byType(type).tasks().contains(task)) {
                problems.add(
                        new FieldError("trainer.type", type + " does not learn " + task + "; use " + fitting(task)));
                return null;
            }
            Map<String, Object> values = new TreeMap<>(trainer);
            values.remove("type");
            return Trainers.spec(type, values);
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
            return null;
        }
    }

    private static String fitting(Task task) {
        List<String> types = Trainers.all().stream()
                .filter(trainer -> trainer.tasks().contains(task))
                .map(Trainer::type)
                .toList();
        return types.isEmpty() ? "none." : String.join(", ", types) + ".";
    }
}
