package org.modelyard.training.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.train.Trainer;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** Features that a version answers beside the target, and that are therefore no inputs of it. */
public final class Outputs {

    private static final String FIELD = "outputs";
    private static final int MOST = 8;
    private static final String[] FLAGS = {"false", "true"};

    private Outputs() {}

    /** Whether a model can answer features of this type. */
    public static boolean answerable(FeatureType type) {
        return task(type) != null;
    }

    /** What a model answers about such a feature: a label of CATEGORICAL and BOOLEAN, a value of NUMERIC; null of others. */
    static @Nullable Task task(FeatureType type) {
        return switch (type) {
            case CATEGORICAL, BOOLEAN -> Task.CLASSIFICATION;
            case NUMERIC -> Task.REGRESSION;
            case TEXT, TIMESTAMP -> null;
        };
    }

    /** What is left to learn from. */
    static Schema inputs(Schema schema, List<String> outputs) {
        return outputs.isEmpty()
                ? schema
                : new Schema(
                        schema.task(),
                        schema.target(),
                        schema.features().stream()
                                .filter(feature -> !outputs.contains(feature.name()))
                                .toList());
    }

    /**
     * The table with these features as outputs in place of inputs.
     *
     * @throws Refusal.Invalid when it lacks one
     */
    static Table of(Table table, List<String> outputs) {
        if (outputs.isEmpty()) {
            return table;
        }
        Schema schema = table.schema();
        Schema inputs = inputs(schema, outputs);
        return new Table(
                inputs,
                inputs.features().stream()
                        .map(feature -> table.columns().get(schema.indexOf(feature.name())))
                        .toList(),
                table.target(),
                table.weights(),
                outputs.stream().map(name -> output(table, name)).toList());
    }

    private static Table.Output output(Table table, String name) {
        int index = table.schema().indexOf(name);
        if (index < 0) {
            throw new Refusal.Invalid(FIELD, "The rows lack '" + Texts.brief(name) + "', which is to be answered.");
        }
        Column column = table.columns().get(index);
        boolean flags = table.feature(index).type() == FeatureType.BOOLEAN;
        return new Table.Output(name, flags ? labels((Column.Numbers) column) : column);
    }

    private static Column.Categories labels(Column.Numbers flags) {
        return new Column.Categories(
                Arrays.stream(flags.values())
                        .mapToInt(flag -> Double.isNaN(flag) ? -1 : flag == 0 ? 0 : 1)
                        .toArray(),
                FLAGS);
    }

    /**
     * What can be known before a fit that would end badly after that of the target has taken its time.
     *
     * @throws Refusal.Invalid when an output has too few rows, or one label
     */
    static void requireLearnable(Table table) {
        for (int output = 0; output < table.outputs().size(); output++) {
            String name = table.outputs().get(output).name();
            Table known = table.about(output);
            naming(name, () -> {
                Holdout.requireLearnable(known);
                return known;
            });
        }
    }

    /** Does it; a refusal names the output that it is about. */
    static <T> T naming(String output, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal.Invalid e) {
            Refusal.Invalid named =
                    new Refusal.Invalid(FIELD, "The output '" + Texts.brief(output) + "': " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /**
     * The names, as far as they are good.
     *
     * @param request null names: none
     * @param problems gets what is wrong with them, and with what does not go together with them
     */
    static List<String> checked(TrainingRequest request, Schema schema, List<FieldError> problems) {
        List<String> asked = request.outputs();
        if (asked == null || asked.isEmpty()) {
            return List.of();
        }
        if (asked.size() > MOST) {
            problems.add(new FieldError(FIELD, "A version answers at most " + MOST + " outputs beside its target."));
            return List.of();
        }
        List<String> good = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : asked) {
            String problem = problem(name, seen, request, schema);
            if (problem == null) {
                good.add(name);
            } else {
                problems.add(new FieldError(FIELD, problem));
            }
        }
        if (request.startFrom() != null) {
            problems.add(new FieldError(
                    FIELD, "A fit goes on from a version's target alone: leave 'outputs' or 'startFrom' out."));
        }
        return good;
    }

    private static @Nullable String problem(
            @Nullable String name, Set<String> seen, TrainingRequest request, Schema schema) {
        if (name == null) {
            return "An output is the name of a feature.";
        }
        String said = "'" + Texts.brief(name) + "'";
        int index = schema.indexOf(name);
        if (index < 0) {
            return name.equals(schema.target())
                    ? said + " is the target: it is answered anyway."
                    : "The dataset has no feature " + said + ".";
        }
        FeatureSpec feature = schema.features().get(index);
        if (!seen.add(name)) {
            return said + " is named twice.";
        }
        if (task(feature.type()) == null) {
            return said + " is " + feature.type() + ": a model answers CATEGORICAL, BOOLEAN and NUMERIC features.";
        }
        if (feature.sensitive()) {
            return said + " is sensitive: it is there to look after fairness, and no version answers it.";
        }
        String use = use(name, request);
        return use == null ? null : said + " is answered, so it cannot be " + use + " as well.";
    }

    /** What else the request does with the feature; null: nothing. */
    private static @Nullable String use(String name, TrainingRequest request) {
        Validation validation = request.validation();
        if (validation != null && name.equals(validation.groupBy())) {
            return "what rows are grouped by";
        }
        if (validation != null && name.equals(validation.orderBy())) {
            return "what rows are ordered by";
        }
        if (request.weights() != null && name.equals(request.weights().get("feature"))) {
            return "the weight of its rows";
        }
        FeatureChoice features = request.features();
        if (features == null) {
            return null;
        }
        if (features.include() != null && features.include().contains(name)) {
            return "an input";
        }
        if (features.encode() != null && features.encode().containsKey(name)) {
            return "encoded";
        }
        return features.interactions() != null
                        && features.interactions().stream().anyMatch(pair -> pair != null && pair.contains(name))
                ? "multiplied with another"
                : null;
    }

    /** @param problems gets the outputs that the trainer does not learn */
    static void checkTrainer(TrainerSpec spec, Schema schema, List<String> outputs, List<FieldError> problems) {
        Trainer<?> trainer = Trainers.byType(spec.type());
        Set<Task> tasks = outputs.stream().map(name -> task(schema, name)).collect(Collectors.toSet());
        tasks.add(schema.task());
        for (String name : outputs) {
            if (!trainer.tasks().contains(task(schema, name))) {
                problems.add(new FieldError(
                        FIELD,
                        spec.type() + " does not learn " + task(schema, name) + ", which '" + Texts.brief(name)
                                + "' is; one trainer learns all of a version, and "
                                + Trainers.all().stream()
                                        .filter(other -> other.tasks().containsAll(tasks))
                                        .map(Trainer::type)
                                        .collect(Collectors.joining(", "))
                                + " could."));
            }
        }
    }

    /** Of a name that was checked. */
    static Task task(Schema schema, String output) {
        Task task = task(schema.features().get(schema.indexOf(output)).type());
        if (task == null) {
            throw new IllegalArgumentException(output + " is no output");
        }
        return task;
    }
}
