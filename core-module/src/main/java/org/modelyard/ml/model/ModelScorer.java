package org.modelyard.ml.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

/** Answers rows from an encoder and a trained model, and from further models that see the same encoded row. */
public final class ModelScorer implements Scorer {

    private static final int SPARE = 16;

    private final FeatureEncoder encoder;
    private final TrainedModel model;
    private final Signature signature;
    private final Decision decision;
    private final Head[] heads;
    /** Scratch vectors between requests; a thread-local would outlive an undeployed model. */
    private final AtomicReferenceArray<SparseVector> spare = new AtomicReferenceArray<>(SPARE);

    /**
     * @param labels in the order of the model's outputs; empty for regression
     * @throws IllegalArgumentException when the three do not fit together
     */
    public ModelScorer(FeatureEncoder encoder, TrainedModel model, List<String> labels) {
        this(encoder, model, labels, Decision.NONE);
    }

    /**
     * @param labels in the order of the model's outputs; empty for regression
     * @param decision what is made of the probabilities
     * @throws IllegalArgumentException when the four do not fit together
     */
    public ModelScorer(FeatureEncoder encoder, TrainedModel model, List<String> labels, Decision decision) {
        this(encoder, model, labels, decision, List.of());
    }

    /**
     * @param labels in the order of the model's outputs; empty for regression
     * @param decision what is made of the model's probabilities, those of the heads aside
     * @param heads what is answered beside the target
     * @throws IllegalArgumentException when they do not fit together
     */
    public ModelScorer(
            FeatureEncoder encoder, TrainedModel model, List<String> labels, Decision decision, List<Head> heads) {
        if (!decision.none()) {
            decision.requireLabels(labels.size());
        }
        this.decision = decision;
        if (encoder.width() != model.width()
                || labels.size() != model.labels()
                || heads.stream().anyMatch(head -> head.model().width() != encoder.width())) {
            throw new IllegalArgumentException("encoder, model and labels do not fit together");
        }
        this.encoder = encoder;
        this.model = model;
        this.heads = heads.toArray(Head[]::new);
        List<Signature.Input> inputs = new ArrayList<>();
        for (int i = 0; i < encoder.features().size(); i++) {
            inputs.add(new Signature.Input(encoder.features().get(i), encoder.required(i)));
        }
        this.signature = new Signature(
                labels.isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION,
                inputs,
                List.copyOf(labels),
                heads.stream().map(Head::output).toList());
    }

    public FeatureEncoder encoder() {
        return encoder;
    }

    public TrainedModel model() {
        return model;
    }

    public Decision decision() {
        return decision;
    }

    /** What is answered beside the target, in the order of the signature's outputs. */
    public List<Head> heads() {
        return List.of(heads);
    }

    /** The same model with this decision in place of its own. */
    public ModelScorer deciding(Decision other) {
        return new ModelScorer(encoder, model, signature.labels(), other, heads());
    }

    /** The same model with these heads in place of its own. */
    public ModelScorer answering(List<Head> others) {
        return new ModelScorer(encoder, model, signature.labels(), decision, others);
    }

    /** A head by itself, for those who ask about nothing else. */
    public ModelScorer about(int output) {
        return new ModelScorer(
                encoder, heads[output].model(), heads[output].output().labels());
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public Scores score(InputRow row) {
        SparseVector vector = encoded(row);
        Scores scores = scores(model, signature.labels(), vector);
        giveBack(vector);
        return scores instanceof Scores.Labelled labelled ? decision.decide(labelled) : scores;
    }

    @Override
    public Scores score(InputRow row, Scores[] others) {
        if (others.length != heads.length) {
            throw new IllegalArgumentException(
                    "room for " + others.length + " answers, and there are " + heads.length + " beside the target");
        }
        SparseVector vector = encoded(row);
        Scores scores = scores(model, signature.labels(), vector);
        for (int i = 0; i < heads.length; i++) {
            others[i] = scores(heads[i].model(), heads[i].output().labels(), vector);
        }
        giveBack(vector);
        return scores instanceof Scores.Labelled labelled ? decision.decide(labelled) : scores;
    }

    /** Of no use to others until it is given back; one that an exception keeps is made anew. */
    private SparseVector encoded(InputRow row) {
        SparseVector vector = spare.getAndSet(place(), null);
        if (vector == null) {
            vector = new SparseVector();
        }
        encoder.encode(row, vector);
        return vector;
    }

    private void giveBack(SparseVector vector) {
        spare.set(place(), vector);
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() % SPARE);
    }

    private static Scores scores(TrainedModel model, List<String> labels, SparseVector row) {
        if (model.outputs() == 1) {
            return model.link().answer(model.sum(row), labels);
        }
        double[] sums = new double[model.outputs()];
        model.sums(row, sums);
        return model.link().answer(sums, labels);
    }
}
