package org.modelyard.ml.model;

import java.util.List;
import org.modelyard.ml.feature.SparseVector;

/**
 * A network of layers that are all connected, with rectified linear units between them. Arrays are shared, not copied.
 *
 * @param width encoded features
 * @param units of each layer; the last layer's are the outputs
 * @param layers one for each entry of {@code units}: {@code [input * units + unit]}, the biases behind them
 * @param mean added to what the last layer says; 0 unless for numbers
 * @param deviation what the last layer says is multiplied by; 1 unless for numbers
 */
public record Perceptron(Link link, int width, int[] units, List<float[]> layers, double mean, double deviation)
        implements TrainedModel {

    public Perceptron {
        layers = List.copyOf(layers);
        require(units.length >= 1 && layers.size() == units.length, "another number of layers");
        long inputs = width;
        for (int layer = 0; layer < units.length; layer++) {
            require(units[layer] >= 1, "an empty layer");
            require(layers.get(layer).length == (inputs + 1) * units[layer], "weights of another shape");
            for (float weight : layers.get(layer)) {
                require(Float.isFinite(weight), "a weight that is not finite");
            }
            inputs = units[layer];
        }
        require(link != Link.PROBABILITIES && link.accepts(units[units.length - 1]), "outputs that do not fit");
        require(Double.isFinite(mean) && Double.isFinite(deviation), "a scale that is not finite");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("a network with " + otherwise);
        }
    }

    @Override
    public int outputs() {
        return units[units.length - 1];
    }

    @Override
    public double sum(SparseVector row) {
        double[] room = row.scratch(room());
        int last = forward(row, room);
        return room[last] * deviation + mean;
    }

    @Override
    public void sums(SparseVector row, double[] sums) {
        double[] room = row.scratch(room());
        int last = forward(row, room);
        for (int k = 0; k < outputs(); k++) {
            sums[k] = room[last + k] * deviation + mean;
        }
    }

    private int room() {
        int room = 0;
        for (int count : units) {
            room += count;
        }
        return room;
    }

    /** The layers' sums one behind the other, rectified but for the last; @return where the last begins. */
    private int forward(SparseVector row, double[] room) {
        float[] first = layers.get(0);
        int count = units[0];
        for (int unit = 0; unit < count; unit++) {
            room[unit] = first[width * count + unit];
        }
        for (int i = 0; i < row.size(); i++) {
            int at = row.indices()[i] * count;
            double value = row.values()[i];
            for (int unit = 0; unit < count; unit++) {
                room[unit] += value * first[at + unit];
            }
        }
        int from = 0;
        for (int layer = 1; layer < units.length; layer++) {
            int to = from + units[layer - 1];
            connect(layers.get(layer), room, from, to, units[layer]);
            from = to;
        }
        return from;
    }

    /** Rectifies the sums that stand from {@code from} to {@code to} and writes the next layer's behind them. */
    private static void connect(float[] weights, double[] room, int from, int to, int count) {
        int at = 0;
        for (int unit = 0; unit < count; unit++) {
            room[to + unit] = weights[(to - from) * count + unit];
        }
        for (int input = from; input < to; input++, at += count) {
            double value = room[input];
            if (value > 0) {
                for (int unit = 0; unit < count; unit++) {
                    room[to + unit] += value * weights[at + unit];
                }
            }
        }
    }
}
