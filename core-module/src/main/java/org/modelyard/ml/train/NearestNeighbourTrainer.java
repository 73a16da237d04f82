package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.train.Hyperparameter.Scale;
import org.modelyard.platform.model.Refusal;

/** Nearest neighbours: the model is the rows. In one step, which judges some rows by the others. */
final class NearestNeighbourTrainer implements LearningTrainer {

    /** 40 MB in the model, and some milliseconds an answer. */
    static final int MAX_ENTRIES = 5_000_000;

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.with(
            0,
            Hyperparameter.integer("k", 1, 1_000, 10, "How many neighbours answer.")
                    .withSearch(1, 100, Scale.LOG),
            Hyperparameter.choice(
                            "metric",
                            "What is near: by the angle between rows, or by their distance.",
                            "cosine",
                            "euclidean")
                    .withSearch(),
            Hyperparameter.choice(
                            "weights",
                            "How neighbours count: all alike, or by the inverse of their distance.",
                            "uniform",
                            "distance")
                    .withSearch());

    @Override
    public String type() {
        return "k-nearest-neighbours";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return HYPERPARAMETERS;
    }

    @Override
    public Learning start(TrainerSpec spec, TrainingData data, long seed) {
        if (data.rows().indices().length > MAX_ENTRIES) {
            throw new Refusal.Invalid(
                    "dataset",
                    "The rows have " + data.rows().indices().length
                            + " encoded values, and k-nearest-neighbours keeps at most "
                            + MAX_ENTRIES
                            + ": train on fewer rows or features, or lower characterNgrams, wordNgrams, maxTerms or bins.");
        }
        return new NeighboursState(spec, model(spec, data), seed);
    }

    private static NearestNeighbours model(TrainerSpec spec, TrainingData data) {
        boolean numbers = data.targets() instanceof Targets.Values;
        int labels =
                data.targets() instanceof Targets.Labels known ? known.names().size() : 0;
        double[] answers = data.targets() instanceof Targets.Labels known
                ? Arrays.stream(known.codes()).asDoubleStream().toArray()
                : ((Targets.Values) data.targets()).values();
        return new NearestNeighbours(
                numbers ? Link.IDENTITY : Link.PROBABILITIES,
                labels > 2 ? labels : 1,
                data.rows(),
                answers,
                spec.integer("k"),
                spec.text("metric").equals("cosine"),
                spec.text("weights").equals("distance"));
    }

    @Override
    public Learning fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return ((NeighboursState) start(spec, data, seed)).read(bytes);
    }
}
