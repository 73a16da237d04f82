package org.modelyard.ml.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

/** Answers rows from an encoder and a linear model. */
public final class LinearScorer implements Scorer {

    private static final int SPARE = 16;

    private final FeatureEncoder encoder;
    private final LinearModel model;
    private final Signature signature;
    /** Scratch vectors between requests; a thread-local would outlive an undeployed model. */
    private final AtomicReferenceArray<SparseVector> spare = new AtomicReferenceArray<>(SPARE);

    /**
     * @param labels in the order of the model's outputs; empty for regression
     * @throws IllegalArgumentException when the three do not fit together
     */
    public LinearScorer(FeatureEncoder encoder, LinearModel model, List<String> labels) {
        if (encoder.width() != model.width() || labels.size() != model.labels()) {
            throw new IllegalArgumentException("encoder, weights and labels do not fit together");
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

    public LinearModel model() {
        return model;
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
        return scores;
    }

    private Scores scores(SparseVector row) {
        return switch (model.link()) {
            case IDENTITY -> new Scores.Valued(model.sum(row));
            case LOGISTIC -> {
                double second = 1 / (1 + Math.exp(-model.sum(row)));
                yield new Scores.Labelled(signature.labels(), new double[] {1 - second, second}, second > 0.5 ? 1 : 0);
            }
            case SOFTMAX -> {
                double[] sums = new double[model.outputs()];
                model.sums(row, sums);
                int best = softmax(sums);
                yield new Scores.Labelled(signature.labels(), sums, best);
            }
        };
    }

    /** Turns sums into probabilities in place; @return the position of the largest. */
    private static int softmax(double[] sums) {
        int best = 0;
        for (int k = 1; k < sums.length; k++) {
            if (sums[k] > sums[best]) {
                best = k;
            }
        }
        double max = sums[best];
        double total = 0;
        for (int k = 0; k < sums.length; k++) {
            sums[k] = Math.exp(sums[k] - max);
            total += sums[k];
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] /= total;
        }
        return best;
    }
}
