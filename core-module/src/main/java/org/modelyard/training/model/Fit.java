package org.modelyard.training.model;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.Head;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.train.Progress;
import org.modelyard.ml.train.RowWeights;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;

/**
 * Rows on their way to a model: the encoder fitted on them, and what the trainer gets. The same spec, rows and seed give the
 * same model.
 *
 * @param labels in the order of the model's outputs; empty for a regression
 * @param from the model that it goes on from; null: from nothing
 */
public record Fit(
        TrainerSpec spec,
        long seed,
        FeatureEncoder encoder,
        TrainingData data,
        List<String> labels,
        @Nullable TrainedModel from) {

    /**
     * @param weighting of the rows beside what the table says; null: none
     * @throws Refusal.Invalid when the rows cannot be learnt from
     */
    public static Fit of(
            TrainerSpec spec, EncodingChoices choices, Table train, long seed, @Nullable RowWeighting weighting) {
        return of(spec, choices, train, seed, weighting, Workers.ALONE);
    }

    private static Fit of(
            TrainerSpec spec,
            EncodingChoices choices,
            Table train,
            long seed,
            @Nullable RowWeighting weighting,
            Workers workers) {
        Targets targets = Targets.of(train);
        FeatureEncoder encoder =
                FeatureEncoder.fit(train, spec.encoding(train.rows()).with(choices));
        return new Fit(spec, seed, encoder, data(encoder, train, targets, weighting, workers), labels(targets), null);
    }

    /** Rows that all weigh the same, or as the table says. */
    public static Fit of(TrainerSpec spec, EncodingChoices choices, Table train, long seed) {
        return of(spec, choices, train, seed, null);
    }

    private static TrainingData data(
            FeatureEncoder encoder, Table train, Targets targets, @Nullable RowWeighting weighting, Workers workers) {
        return weighed(TrainingData.encoded(encoder, train, targets, workers), train, weighting);
    }

    private static TrainingData weighed(TrainingData encoded, Table train, @Nullable RowWeighting weighting) {
        RowWeights weights = new RowWeights(train.weights());
        return encoded.weighted(weighting == null ? weights : weights.times(weighting.ofLabels(encoded.targets())));
    }

    /**
     * As a plan has it, with a trainer that may be its search's.
     *
     * @param workers share the work; the model does not depend on how many
     */
    public static Fit of(TrainerSpec spec, TrainingPlan plan, Table train, Workers workers) {
        return of(
                spec,
                plan.encoding(train.schema()),
                train,
                plan.seed(),
                plan.conditions().weights(),
                workers);
    }

    /**
     * Begins where another model is, with its encoder and its labels.
     *
     * @param train rows that it has not learnt from
     * @throws Refusal.Invalid when they do not fit the model, such as a label that it does not know
     */
    public static Fit goingOn(TrainerSpec spec, TrainingPlan plan, ModelScorer from, Table train, Workers workers) {
        Table inputs = SignatureColumns.of(from.signature(), train);
        List<String> labels = from.signature().labels();
        TrainingData data = data(
                from.encoder(),
                inputs,
                Targets.of(inputs, labels),
                plan.conditions().weights(),
                workers);
        return new Fit(spec, plan.seed(), from.encoder(), data, labels, from.model());
    }

    /**
     * What an output teaches beside the target: the same inputs, encoded by this fit's encoder; rows that lack it are left out.
     *
     * @param learn the rows that this fit learns from
     * @param output position among the table's
     * @throws Refusal.Invalid naming the output when its rows cannot be learnt from
     */
    public Fit about(TrainingPlan plan, Table learn, int output, Workers workers) {
        Table known = learn.about(output);
        return Outputs.naming(learn.outputs().get(output).name(), () -> {
            Targets targets = Targets.of(known);
            RowWeighting weighting = plan.conditions().weights();
            TrainingData rows = weighed(
                    encoded(learn, output, known, targets, workers),
                    known,
                    weighting == null ? null : weighting.ofOutput(targets));
            return new Fit(spec, seed, encoder, rows, labels(targets), null);
        });
    }

    /** Texts take long to encode: what is encoded already is shared, unless rows of weight 0 were left out of it. */
    private TrainingData encoded(Table learn, int output, Table known, Targets targets, Workers workers) {
        SparseRows rows = data.rows();
        if (rows.rows() != learn.rows()) {
            return TrainingData.encoded(encoder, known, targets, workers);
        }
        return new TrainingData(
                known.rows() == learn.rows() ? rows : rows.select(learn.known(output)), targets, workers);
    }

    /** What becomes of a fit that {@link #about} made. */
    public Head head(Table learn, int output, TrainingSession session) {
        String name = learn.outputs().get(output).name();
        return Outputs.naming(name, () -> new Head(new Signature.Output(name, labels), result(session)));
    }

    private static List<String> labels(Targets targets) {
        return targets instanceof Targets.Labels known ? known.names() : List.of();
    }

    public TrainingSession start() {
        return from == null
                ? TrainingSession.start(spec, data, seed)
                : TrainingSession.startFrom(spec, data, seed, from);
    }

    /** @throws org.modelyard.ml.binary.CorruptContent when the checkpoint belongs to another training */
    public TrainingSession resume(byte[] checkpoint) {
        return TrainingSession.resume(spec, data, seed, checkpoint);
    }

    /**
     * From the first step to the last.
     *
     * @param watch told of the progress before each step; may throw to end it
     */
    public ModelScorer run(Consumer<Progress> watch) {
        TrainingSession session = start();
        while (!session.done()) {
            watch.accept(session.progress());
            session.step();
        }
        return scorer(session);
    }

    /** @throws Refusal.Invalid when the fit has diverged */
    public ModelScorer scorer(TrainingSession session) {
        return new ModelScorer(encoder, result(session), labels);
    }

    private static TrainedModel result(TrainingSession session) {
        try {
            return session.finish();
        } catch (IllegalArgumentException e) {
            Refusal.Invalid diverged = new Refusal.Invalid(
                    "trainer",
                    "The fit diverged: its weights are no longer finite. Lower 'learningRate' or raise 'l2'.");
            diverged.initCause(e);
            throw diverged;
        }
    }
}
