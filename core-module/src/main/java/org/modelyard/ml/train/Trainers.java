package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** The trainers there are. */
public final class Trainers {

    private static final List<Trainer<?>> SINGLE = List.of(
            new LinearRegression(),
            new LogisticRegression(),
            new NaiveBayes(),
            new DecisionTree(),
            new RandomForest(),
            new GradientBoostedTrees(),
            new NeuralNetwork(),
            new NearestNeighbourTrainer(),
            new FactorisationMachines(),
            new LibLinear());

    private static final List<Trainer<?>> ALL = Stream.<Trainer<?>>concat(
                    SINGLE.stream(), Stream.of(new EnsembleTrainer(SINGLE)))
            .toList();

    private Trainers() {}

    public static List<Trainer<?>> all() {
        return ALL;
    }

    /** @throws Refusal.Invalid naming {@code trainer.type} and listing the types there are */
    public static Trainer<?> byType(String type) {
        return ALL.stream()
                .filter(trainer -> trainer.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "trainer.type",
                        "There is no trainer '" + Texts.brief(type) + "'; there are "
                                + String.join(
                                        ", ", ALL.stream().map(Trainer::type).toList()) + "."));
    }

    /**
     * The trainer that learns from such data.
     *
     * @throws Refusal.Invalid when there is none of the type, or it does not heed the weights that the data has
     */
    static Trainer<?> of(TrainerSpec spec, TrainingData data) {
        Trainer<?> trainer = byType(spec.type());
        requireWeighable(trainer, data, "trainer.type");
        return trainer;
    }

    /** @throws Refusal.Invalid naming the field and the trainers that heed weights */
    static void requireWeighable(Trainer<?> trainer, TrainingData data, String field) {
        if (!data.weights().isNone() && !trainer.weighted()) {
            String others =
                    ALL.stream().filter(Trainer::weighted).map(Trainer::type).collect(Collectors.joining(", "));
            throw new Refusal.Invalid(
                    field,
                    trainer.type() + " takes every row alike: leave the weights out, or take one of " + others + ".");
        }
    }

    /**
     * Checks hyperparameters and fills in the defaults.
     *
     * @param given by name, without {@code type}; numbers and texts, null for the default
     * @throws Refusal.Invalid naming every {@code trainer.<name>} that is unknown or out of range
     */
    public static TrainerSpec spec(String type, Map<String, ?> given) {
        Map<String, Object> values = new TreeMap<>();
        List<FieldError> errors = new ArrayList<>();
        Map<String, Object> left = new TreeMap<>(given);
        Trainer<?> trainer = byType(type);
        List<Hyperparameter> known = trainer.hyperparameters();
        Map<String, Object> defaults = trainer.defaults(given);
        for (Hyperparameter hyperparameter : known) {
            Object value = left.remove(hyperparameter.name());
            try {
                values.put(
                        hyperparameter.name(),
                        value == null
                                ? defaults.getOrDefault(hyperparameter.name(), hyperparameter.presetValue())
                                : hyperparameter.accept(value));
            } catch (Refusal.Invalid e) {
                errors.addAll(e.errors());
            }
        }
        for (String name : left.keySet()) {
            errors.add(new FieldError(
                    "trainer." + Texts.brief(name),
                    type + " has no '" + Texts.brief(name) + "'; it has "
                            + String.join(
                                    ", ",
                                    known.stream().map(Hyperparameter::name).toList()) + "."));
        }
        if (!errors.isEmpty()) {
            throw new Refusal.Invalid(errors.get(0).message(), errors);
        }
        return new TrainerSpec(type, values);
    }
}
