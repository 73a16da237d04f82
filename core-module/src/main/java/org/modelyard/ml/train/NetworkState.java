package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.model.Perceptron;

/** A neural network between two epochs. */
final class NetworkState implements Learning {

    private static final int MAGIC = 0x4D595031; // MYP1

    final NetworkProblem problem;
    final Epochs epochs;
    /** Batches learnt from so far, over all epochs. */
    long time;

    /** See {@link Perceptron}. */
    List<float[]> layers;
    /** Adam's two for each layer. */
    final List<float[][]> moments = new ArrayList<>();

    private List<float[]> best;

    NetworkState(NetworkProblem problem) {
        this.problem = problem;
        this.epochs =
                new Epochs(problem.spec(), problem.scale(), problem.parts().validation().length > 0);
        this.layers = problem.firstWeights();
        this.best = layers;
        for (int layer = 0; layer < layers.size(); layer++) {
            moments.add(Optimizer.moments(OptimizerKind.ADAMW, problem.inputs(layer) + 1, problem.units()[layer]));
        }
    }

    @Override
    public void step() {
        if (epochs.heldBack() && best == layers) {
            best = layers.stream().map(float[]::clone).toList();
        }
        NetworkEpoch pass = new NetworkEpoch(this);
        double loss = pass.learn(DescentProblem.order(problem.parts().training(), problem.seed(), epochs.count()));
        time = pass.time();
        if (epochs.end(loss, pass.loss(problem.parts().validation()))) {
            best = layers;
        }
    }

    @Override
    public boolean done() {
        return epochs.done();
    }

    @Override
    public Progress progress() {
        return epochs.progress(problem.spec().number("learningRate"));
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(problem.fingerprint());
        epochs.write(out);
        out.put(time);
        layers.forEach(out::put);
        for (float[][] pair : moments) {
            out.put(pair[0]).put(pair[1]);
        }
        if (!epochs.lastIsBest()) {
            best.forEach(out::put);
        }
        return out.toBytes();
    }

    static NetworkState fromBytes(NetworkProblem problem, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of a neural network");
        if (in.getLong() != problem.fingerprint()) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        NetworkState state = new NetworkState(problem);
        state.epochs.read(in);
        state.time = in.getLong();
        state.layers = read(in, state.layers);
        for (float[][] pair : state.moments) {
            pair[0] = in.getFloats(pair[0].length);
            pair[1] = in.getFloats(pair[1].length);
        }
        state.best = state.epochs.lastIsBest() ? state.layers : read(in, state.layers);
        in.end();
        return state;
    }

    private static List<float[]> read(BinaryReader in, List<float[]> shape) {
        return shape.stream().map(layer -> in.getFloats(layer.length)).toList();
    }

    @Override
    public Perceptron finish() {
        return new Perceptron(
                problem.loss().link(),
                problem.rows().width(),
                problem.units(),
                best,
                problem.scale().mean(),
                problem.scale().deviation());
    }
}
