package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.train.Hyperparameter.Scale;
import org.modelyard.platform.model.Refusal;

/**
 * Several models that answer together, each trained with its defaults. Voting: the mean of different kinds. Bagging (Breiman 1996): the mean
 * of one kind on rows drawn with replacement. Stacking (Wolpert 1992): a linear model learns from what each kind answers for rows that it
 * was not trained on. A step is a step of one of them; what is reported as epochs are models.
 */
final class EnsembleTrainer implements LearningTrainer {

    private final List<Hyperparameter> hyperparameters;

    /** @param others that may be members */
    EnsembleTrainer(List<Trainer<?>> others) {
        List<String> types = others.stream().map(Trainer::type).toList();
        List<String> bases = new ArrayList<>(types);
        bases.remove("decision-tree");
        bases.add(0, "decision-tree");
        hyperparameters = Encodings.ofWords(
                0,
                Hyperparameter.choice(
                                "method",
                                "How the answers are made one: their mean ('voting', and 'bagging' of one kind on rows drawn with"
                                        + " replacement), or weighed by a linear model ('stacking').",
                                "voting",
                                "bagging",
                                "stacking")
                        .withSearch(),
                Hyperparameter.list(
                        "members",
                        types,
                        "random-forest,gradient-boosted-trees,neural-network",
                        "Who votes or is stacked."),
                Hyperparameter.choice("base", "What is bagged.", bases.toArray(String[]::new)),
                Hyperparameter.integer("bags", 2, 200, 10, "How many models are bagged.")
                        .withSearch(5, 50, Scale.LOG),
                Hyperparameter.integer("folds", 2, 20, 5, "Into how many parts the rows are cut for stacking."));
    }

    @Override
    public String type() {
        return "ensemble";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return hyperparameters;
    }

    @Override
    public boolean weighted() {
        return true;
    }

    @Override
    public Learning start(TrainerSpec spec, TrainingData data, long seed) {
        return EnsembleState.start(problem(spec, data, seed));
    }

    @Override
    public Learning fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return EnsembleState.fromBytes(problem(spec, data, seed), bytes);
    }

    private static EnsembleProblem problem(TrainerSpec spec, TrainingData data, long seed) {
        boolean bagging = spec.text("method").equals("bagging");
        List<String> types = bagging
                ? List.of(spec.text("base"))
                : List.of(spec.text("members").split(","));
        Task task = data.targets() instanceof Targets.Labels ? Task.CLASSIFICATION : Task.REGRESSION;
        String field = bagging ? "trainer.base" : "trainer.members";
        for (String type : types) {
            Trainers.requireWeighable(Trainers.byType(type), data, field);
            if (!Trainers.byType(type).tasks().contains(task)) {
                throw new Refusal.Invalid(field, type + " does not learn " + task + ": leave it out.");
            }
        }
        List<TrainerSpec> members =
                types.stream().map(type -> Trainers.spec(type, Map.of())).toList();
        return new EnsembleProblem(spec, data, seed, members);
    }
}
