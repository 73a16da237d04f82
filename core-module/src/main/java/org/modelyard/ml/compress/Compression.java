package org.modelyard.ml.compress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.modelyard.ml.binary.Half;
import org.modelyard.ml.model.CompactLinear;
import org.modelyard.ml.model.Ensemble;
import org.modelyard.ml.model.FactorisationMachine;
import org.modelyard.ml.model.Head;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.model.Perceptron;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.platform.model.Refusal;

/**
 * Models with weights as a smaller form keeps them. Weights are rounded, biases are not: there are few of them, and every answer has them in
 * it. The columns that have a scale of their own are, of a linear model, its outputs; of a factorisation machine, each output's weights
 * and each of its factors; of a network, the units of a layer.
 */
public final class Compression {

    private Compression() {}

    /** Why a model cannot be compressed; empty when it can. */
    public static String hindrance(TrainedModel model) {
        if (model instanceof LinearModel || model instanceof FactorisationMachine || model instanceof Perceptron) {
            return "";
        }
        if (model instanceof TreeEnsemble) {
            return "trees have thresholds and leaves, and no weights";
        }
        if (model instanceof NearestNeighbours) {
            return "k nearest neighbours have no weights: they are their training rows";
        }
        if (model instanceof Ensemble) {
            return "an ensemble is made of other models; a linear model, a factorisation machine or a network alone can be";
        }
        return "its weights are not known here";
    }

    /**
     * The same, answering as it will when its weights have been kept in that form. Bounds of weights are gone: rounding respects none.
     *
     * @throws Refusal.Invalid when it cannot be compressed
     */
    public static ModelScorer of(ModelScorer scorer, WeightForm form) {
        return each(scorer, model -> of(model, form));
    }

    /**
     * The same answers, to the bit, with the weights of linear models in memory as the form keeps them.
     *
     * @param compressed what {@link #of} gave for the form
     */
    public static ModelScorer compact(ModelScorer compressed, WeightForm form) {
        return each(compressed, model -> model instanceof LinearModel linear ? compact(linear, form) : model);
    }

    private static TrainedModel compact(LinearModel model, WeightForm form) {
        if (form == WeightForm.INT8) {
            ByteColumns bytes = ByteColumns.of(model.weights(), model.outputs());
            return new CompactLinear(
                    model.link(),
                    model.outputs(),
                    model.width(),
                    bytes.values(),
                    bytes.scales(),
                    new short[0],
                    model.bias());
        }
        if (form == WeightForm.FLOAT16) {
            short[] halves = new short[model.weights().length];
            for (int i = 0; i < halves.length; i++) {
                halves[i] = Half.of(model.weights()[i]);
            }
            return new CompactLinear(
                    model.link(), model.outputs(), model.width(), new byte[0], new double[0], halves, model.bias());
        }
        return model;
    }

    private static ModelScorer each(ModelScorer scorer, UnaryOperator<TrainedModel> change) {
        List<Head> heads = new ArrayList<>();
        for (Head head : scorer.heads()) {
            heads.add(new Head(head.output(), change.apply(head.model())));
        }
        return new ModelScorer(
                scorer.encoder(),
                change.apply(scorer.model()),
                scorer.signature().labels(),
                scorer.decision(),
                heads);
    }

    private static TrainedModel of(TrainedModel model, WeightForm form) {
        String hindrance = hindrance(model);
        if (!hindrance.isEmpty()) {
            throw new Refusal.Invalid("weights", "It cannot be compressed: " + hindrance + ".");
        }
        if (model instanceof LinearModel linear) {
            double[] kept = kept(linear.weights(), linear.outputs(), form);
            return new LinearModel(linear.link(), linear.outputs(), linear.width(), kept, linear.bias());
        }
        if (model instanceof FactorisationMachine machine) {
            double[] kept = kept(machine.weights(), columns(machine), form);
            return new FactorisationMachine(
                    machine.link(), machine.outputs(), machine.width(), machine.factors(), kept, machine.bias());
        }
        Perceptron network = (Perceptron) model;
        List<float[]> layers = new ArrayList<>();
        for (int layer = 0; layer < network.units().length; layer++) {
            float[] both = network.layers().get(layer);
            int units = network.units()[layer];
            double[] kept = kept(weights(both, units), units, form);
            layers.add(joined(kept, both, units));
        }
        return new Perceptron(
                network.link(), network.width(), network.units(), layers, network.mean(), network.deviation());
    }

    /** How many columns of a factorisation machine's weights have a scale of their own. */
    public static int columns(FactorisationMachine machine) {
        return machine.outputs() * (1 + machine.factors());
    }

    /** A layer without its biases. */
    public static double[] weights(float[] layer, int units) {
        double[] weights = new double[layer.length - units];
        Arrays.setAll(weights, i -> layer[i]);
        return weights;
    }

    /** A layer of these weights and another's biases. */
    private static float[] joined(double[] weights, float[] biases, int units) {
        float[] layer = biases.clone();
        for (int i = 0; i < layer.length - units; i++) {
            layer[i] = (float) weights[i];
        }
        return layer;
    }

    private static double[] kept(double[] weights, int columns, WeightForm form) {
        double largest = 0;
        for (double weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        if (form == WeightForm.FLOAT16 && !Float.isFinite(Half.toFloat(Half.of(largest)))) {
            throw new Refusal.Invalid(
                    "weights",
                    "A weight is as large as " + largest + ", and float16 ends at " + (int) Half.MOST
                            + ": take int8, which has a scale for each column.");
        }
        return form.kept(weights, columns);
    }
}
