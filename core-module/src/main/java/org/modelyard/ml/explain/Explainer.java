package org.modelyard.ml.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.explain.Explanation.Method;
import org.modelyard.ml.explain.Explanation.Scale;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.model.Ensemble;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

/**
 * Takes single answers apart: exactly where the model is linear, made of trees, or a weighed sum of such answers; else by sampling.
 *
 * @param background rows that stand for 'not knowing an input', such as a hundred of the training rows; null or empty where
 *     only exact explanations are wanted
 * @param pairs of permutations to sample; each asks the scorer 2 · (inputs + 1) times
 * @param seed of the sampling
 */
public record Explainer(Scorer scorer, @Nullable Table background, int pairs, long seed) {

    public static final int PAIRS = 100;

    /** The contributions of a model's encoded parts, summed by input. */
    record Parts(double base, double[] contributions) {}

    /** Whether answers are taken apart exactly, so that no background is needed. */
    public boolean exact() {
        return scorer instanceof ModelScorer known && exact(known.model());
    }

    /** An ensemble's probabilities are made of its members' sums by a curve, so that only its numbers can be taken apart. */
    private static boolean exact(TrainedModel model) {
        return model instanceof Ensemble ensemble
                ? ensemble.link() == Link.IDENTITY
                        && ensemble.members().stream().allMatch(Explainer::exact)
                : model instanceof LinearModel || model instanceof TreeEnsemble;
    }

    /**
     * @param row in the order of the signature's inputs
     * @param label the one to explain; null for the one that is answered, and for a regression
     * @throws IllegalArgumentException when there is no such label, or the model can only be sampled and there is no
     *     background
     */
    public Explanation explain(InputRow row, @Nullable String label) {
        int index = label(row, label);
        if (scorer instanceof ModelScorer known && exact()) {
            return exact(known, row, index);
        }
        if (background == null || background.rows() == 0 || pairs < 2) {
            throw new IllegalArgumentException("this model can only be sampled, against background rows");
        }
        return SampledShapley.explain(scorer, background, row, index, pairs, seed);
    }

    /** Its place among the labels; -1 for a regression. */
    private int label(InputRow row, @Nullable String label) {
        Signature signature = scorer.signature();
        if (signature.labels().isEmpty()) {
            return -1;
        }
        int index = label == null
                ? ((Scores.Labelled) scorer.score(row)).best()
                : signature.labels().indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("The model has no label '" + label + "'.");
        }
        return index;
    }

    private static Explanation exact(ModelScorer scorer, InputRow row, int label) {
        TrainedModel model = scorer.model();
        FeatureEncoder encoder = scorer.encoder();
        SparseVector vector = new SparseVector();
        encoder.encode(row, vector);
        // two labels share one sum, in favour of the second
        boolean first = model.outputs() == 1 && label == 0;
        int output = model.outputs() == 1 ? 0 : label;
        Parts parts = parts(model, encoder, vector, output);
        Scale scale = scale(model.link());
        double base = !first ? parts.base() : scale == Scale.PROBABILITY ? 1 - parts.base() : -parts.base();
        double[] contributions = parts.contributions();
        double sum = base;
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] = first ? -contributions[i] : contributions[i];
            sum += contributions[i];
        }
        return new Explanation(
                linear(model) ? Method.LINEAR : Method.TREE_SHAP,
                scale,
                label < 0 ? null : scorer.signature().labels().get(label),
                base,
                sum,
                list(scorer.signature(), row, contributions, new double[contributions.length]));
    }

    private static Scale scale(Link link) {
        return switch (link) {
            case IDENTITY -> Scale.VALUE;
            case LOGISTIC -> Scale.LOG_ODDS;
            case SOFTMAX -> Scale.LOG_PROBABILITY;
            case PROBABILITIES -> Scale.PROBABILITY;
        };
    }

    private static boolean linear(TrainedModel model) {
        return model instanceof LinearModel
                || (model instanceof Ensemble ensemble
                        && ensemble.members().stream().allMatch(Explainer::linear));
    }

    private static Parts parts(TrainedModel model, FeatureEncoder encoder, SparseVector row, int output) {
        if (model instanceof Ensemble ensemble) {
            return weighed(ensemble, encoder, row);
        }
        return model instanceof LinearModel linear
                ? linear(linear, encoder, row, output)
                : TreeShap.of((TreeEnsemble) model, encoder, row, output);
    }

    /** A sum's contributions are its terms' contributions, weighed and added up. */
    private static Parts weighed(Ensemble ensemble, FeatureEncoder encoder, SparseVector row) {
        double base = ensemble.bias()[0];
        double[] contributions = new double[encoder.features().size()];
        for (int member = 0; member < ensemble.members().size(); member++) {
            double weight = ensemble.weights()[member];
            Parts parts = parts(ensemble.members().get(member), encoder, row, 0);
            base += weight * parts.base();
            for (int i = 0; i < contributions.length; i++) {
                contributions[i] += weight * parts.contributions()[i];
            }
        }
        return new Parts(base, contributions);
    }

    private static Parts linear(LinearModel model, FeatureEncoder encoder, SparseVector row, int output) {
        double[] contributions = new double[encoder.features().size()];
        int feature = 0;
        for (int i = 0; i < row.size(); i++) {
            int index = row.indices()[i];
            while (index >= encoder.base(feature + 1)) {
                feature++;
            }
            contributions[feature] += model.weights()[index * model.outputs() + output] * row.values()[i];
        }
        return new Parts(model.bias()[output], contributions);
    }

    static List<Contribution> list(Signature signature, InputRow row, double[] contributions, double[] errors) {
        List<Contribution> list = new ArrayList<>();
        for (int i = 0; i < contributions.length; i++) {
            FeatureSpec feature = signature.inputs().get(i).feature();
            list.add(new Contribution(feature.name(), text(feature, row, i), contributions[i], errors[i]));
        }
        return list;
    }

    static @Nullable String text(FeatureSpec feature, InputRow row, int index) {
        if (feature.type().textual()) {
            return row.texts()[index];
        }
        double number = row.numbers()[index];
        return Double.isNaN(number) ? null : ValueText.format(feature.type(), number);
    }
}
