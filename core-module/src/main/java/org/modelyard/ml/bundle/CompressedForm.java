package org.modelyard.ml.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.binary.Half;
import org.modelyard.ml.compress.ByteColumns;
import org.modelyard.ml.compress.Compression;
import org.modelyard.ml.compress.WeightForm;
import org.modelyard.ml.model.FactorisationMachine;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.Perceptron;
import org.modelyard.ml.model.TrainedModel;

/** Models whose weights are halves, or bytes with scales; they are expanded when they are read. Biases are kept as they are. */
final class CompressedForm {

    private static final int MAGIC = 0x4D595131; // MYQ1
    private static final int LINEAR = 1;
    private static final int FACTORS = 2;
    private static final int NETWORK = 3;

    private final WeightForm form;

    CompressedForm(WeightForm form) {
        this.form = form;
    }

    /** @throws IllegalArgumentException when it has no weights that could be compressed */
    byte[] write(TrainedModel model) {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(model.link().name());
        if (model instanceof LinearModel linear) {
            out.put(LINEAR).put(linear.outputs()).put(linear.width()).put(linear.bias());
            matrix(out, linear.weights(), linear.outputs());
        } else if (model instanceof FactorisationMachine machine) {
            out.put(FACTORS).put(machine.outputs()).put(machine.width()).put(machine.factors());
            out.put(machine.bias());
            matrix(out, machine.weights(), Compression.columns(machine));
        } else if (model instanceof Perceptron network) {
            out.put(NETWORK).put(network.width()).put(network.units());
            out.put(network.mean()).put(network.deviation());
            for (int layer = 0; layer < network.units().length; layer++) {
                float[] both = network.layers().get(layer);
                int units = network.units()[layer];
                out.put(Arrays.copyOfRange(both, both.length - units, both.length));
                matrix(out, Compression.weights(both, units), units);
            }
        } else {
            throw new IllegalArgumentException("a " + model.getClass().getSimpleName() + " is not compressed");
        }
        return out.toBytes();
    }

    TrainedModel read(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(MAGIC, "compressed model");
        Link link = Link.valueOf(in.getString());
        TrainedModel model =
                switch (in.getInt()) {
                    case LINEAR -> linear(link, in);
                    case FACTORS -> factors(link, in);
                    case NETWORK -> network(link, in);
                    default -> throw new CorruptContent("A kind of compressed model that is not known here.");
                };
        in.end();
        return model;
    }

    private LinearModel linear(Link link, BinaryReader in) {
        int outputs = in.getInt(1, Integer.MAX_VALUE);
        int width = in.getInt();
        double[] bias = in.getDoubles();
        return new LinearModel(link, outputs, width, matrix(in), bias);
    }

    private FactorisationMachine factors(Link link, BinaryReader in) {
        int outputs = in.getInt(1, Integer.MAX_VALUE);
        int width = in.getInt();
        int factors = in.getInt();
        double[] bias = in.getDoubles();
        return new FactorisationMachine(link, outputs, width, factors, matrix(in), bias);
    }

    private Perceptron network(Link link, BinaryReader in) {
        int width = in.getInt();
        int[] units = in.getInts();
        double mean = in.getDouble();
        double deviation = in.getDouble();
        List<float[]> layers = new ArrayList<>();
        for (int layer = 0; layer < units.length; layer++) {
            float[] biases = in.getFloats(units[layer]);
            double[] weights = matrix(in);
            float[] both = new float[Math.addExact(weights.length, biases.length)];
            for (int i = 0; i < weights.length; i++) {
                both[i] = (float) weights[i];
            }
            System.arraycopy(biases, 0, both, weights.length, biases.length);
            layers.add(both);
        }
        return new Perceptron(link, width, units, layers, mean, deviation);
    }

    private void matrix(BinaryWriter out, double[] weights, int columns) {
        if (form == WeightForm.INT8) {
            ByteColumns bytes = ByteColumns.of(weights, columns);
            out.put(bytes.scales()).put(bytes.values());
            return;
        }
        char[] halves = new char[weights.length];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = (char) Half.of(weights[i]);
        }
        out.put(halves);
    }

    private double[] matrix(BinaryReader in) {
        if (form == WeightForm.INT8) {
            return new ByteColumns(in.getDoubles(), in.getBytes()).expanded();
        }
        char[] halves = in.getChars();
        double[] weights = new double[halves.length];
        for (int i = 0; i < halves.length; i++) {
            weights[i] = Half.toFloat((short) halves[i]);
        }
        return weights;
    }
}
