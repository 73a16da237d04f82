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

/** Answers rows from an encoder and a trained model. */
public final class ModelScorer implements Scorer {

    private static final int SPARE = 16;

    private final FeatureEncoder encoder;
    private final TrainedModel model;
    private final Signature signature;
    private final Decision decision;
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
        if (!decision.none()) {
            decision.requireLabels(labels.size());
        }
        this.decision = decision;
        if (encoder.width() != model.width() || labels.size() != model.labels()) {
            throw new IllegalArgumentException("encoder, model and labels do not fit together");
        }
        this.encoder = encoder;
        this.model = model;
        List<Signature.Input> inputs = new ArrayList<>();
        for (int i = 0; i < encoder.features().size(); i++) {
            inputs.add(new Signature.Input(encoder.features().get(i), encoder.required(i)));
        }
        this.signature =
                new Signature(labels.isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION, inputs, List.copyOf(labels));
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

    /** The same model with this decision in place of its own. */
    public ModelScorer deciding(Decision other) {
        return new ModelScorer(encoder, model, signature.labels(), other);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public Scores score(InputRow row) {
        int place = (int) (Thread.currentThread().getId() % SPARE);
        SparseVector vector = spare.getAndSet(place, null);
        if (vector == null) {
            vector = new SparseVector();
        }
        encoder.encode(row, vector);
        Scores scores = scores(vector);
        spare.set(place, vector);
        return scores instanceof Scores.Labelled labelled ? decision.decide(labelled) : scores;
    }

    private Scores scores(SparseVector row) {
        if (model.outputs() == 1) {
            return model.link().answer(model.sum(row), signature.labels());
        }
        double[] sums = new double[model.outputs()];
        model.sums(row, sums);
        return model.link().answer(sums, signature.labels());
    }
}
