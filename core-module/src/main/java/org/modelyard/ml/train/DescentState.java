package org.modelyard.ml.train;

import java.util.Arrays;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.WeightBounds;
import org.modelyard.platform.model.Refusal;

/**
 * A linear model that learns by gradient descent, between two epochs. Weights lie as {@code [feature * outputs + output]}, the bias
 * behind them.
 */
final class DescentState implements Learning {

    private static final int MAGIC = 0x4D594C32; // MYL2
    private static final int HOLDING_MAGIC = 0x4D594C48; // MYLH

    final DescentProblem problem;
    final Epochs epochs;
    /** Rows, or batches, learnt from so far, over all epochs. */
    long time;

    float[] weights;
    /** What the optimiser remembers. */
    float[][] moments;

    private float[] best;

    /** What people have laid down about single weights, in the model's unit; and the same as it learns. */
    private WeightBounds bounds = WeightBounds.NONE;

    HeldWeights held = HeldWeights.NONE;

    DescentState(DescentProblem problem) {
        this.problem = problem;
        this.epochs = new Epochs(problem.spec(), problem.scale(), problem.validation().length > 0);
        this.weights = new float[(problem.width() + 1) * problem.outputs()];
        this.moments = Optimizer.moments(OptimizerKind.of(problem.spec()), problem.width() + 1, problem.outputs());
        this.best = weights;
    }

    /**
     * Begins at the weights of a model. They stay the best until an epoch makes them better. Weights that the model has bounds of stay within
     * them in every step, and so does what comes of it.
     *
     * @throws Refusal.Invalid when it is no model of the same encoding and outputs
     */
    static DescentState from(DescentProblem problem, TrainedModel model) {
        if (!(model instanceof LinearModel linear)
                || linear.link() != problem.loss().link()
                || linear.outputs() != problem.outputs()
                || linear.width() != problem.width()) {
            throw new Refusal.Invalid(
                    "trainer.type",
                    problem.spec().type() + " goes on from a linear model of the same features and labels only:"
                            + " encode the rows with that model's encoder, or train anew.");
        }
        DescentState state = new DescentState(problem);
        TargetScale scale = problem.scale();
        int inner = linear.weights().length;
        for (int i = 0; i < inner; i++) {
            state.weights[i] = (float) (linear.weights()[i] / scale.deviation());
        }
        for (int k = 0; k < problem.outputs(); k++) {
            state.weights[inner + k] = (float) ((linear.bias()[k] - scale.mean()) / scale.deviation());
        }
        state.hold(linear.bounds());
        if (state.epochs.heldBack()) {
            state.epochs.begin(DescentEpoch.of(state).loss(problem.validation()));
        }
        return state;
    }

    private void hold(WeightBounds laidDown) {
        bounds = laidDown;
        held = HeldWeights.of(laidDown, problem.width(), problem.outputs(), problem.scale());
    }

    @Override
    public void step() {
        DescentEpoch pass = DescentEpoch.of(this);
        if (epochs.heldBack() && best == weights) {
            best = weights.clone();
        }
        int[] order = problem.order(epochs.count());
        double loss = pass.learn(order);
        int batch = problem.spec().integer("batchSize");
        time += batch == 0 ? 1 : (order.length + batch - 1) / batch;
        if (epochs.end(loss, pass.loss(problem.validation()))) {
            best = weights;
        }
    }

    @Override
    public boolean done() {
        return epochs.done() || epochs.converged(problem.spec().number("tolerance"));
    }

    @Override
    public Progress progress() {
        TrainerSpec spec = problem.spec();
        return epochs.progress(spec.number("learningRate") * Schedule.factor(spec, epochs.count() - 1));
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(bounds.none() ? MAGIC : HOLDING_MAGIC);
        out.put(problem.fingerprint());
        if (!bounds.none()) {
            bounds.write(out);
        }
        epochs.write(out);
        out.put(time).put(weights);
        for (float[] moment : moments) {
            out.put(moment);
        }
        if (!epochs.lastIsBest()) {
            out.put(best);
        }
        return out.toBytes();
    }

    static DescentState fromBytes(DescentProblem problem, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int magic = in.getInt();
        if (magic != MAGIC && magic != HOLDING_MAGIC) {
            throw new CorruptContent("This is no checkpoint of a gradient descent.");
        }
        if (in.getLong() != problem.fingerprint()) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        DescentState state = new DescentState(problem);
        if (magic == HOLDING_MAGIC) {
            state.hold(WeightBounds.read(in));
        }
        state.epochs.read(in);
        state.time = in.getLong();
        int size = state.weights.length;
        state.weights = in.getFloats(size);
        for (int i = 0; i < state.moments.length; i++) {
            state.moments[i] = in.getFloats(state.moments[i].length);
        }
        state.best = state.epochs.lastIsBest() ? state.weights : in.getFloats(size);
        in.end();
        return state;
    }

    @Override
    public LinearModel finish() {
        TargetScale scale = problem.scale();
        int inner = problem.width() * problem.outputs();
        double[] parameters = new double[best.length];
        Arrays.setAll(parameters, i -> best[i] * scale.deviation());
        bounds.hold(parameters);
        double[] bias = Arrays.copyOfRange(parameters, inner, parameters.length);
        for (int k = 0; k < bias.length; k++) {
            bias[k] += scale.mean();
        }
        Link link = problem.loss().link();
        double[] learnt = Arrays.copyOf(parameters, inner);
        return new LinearModel(link, problem.outputs(), problem.width(), learnt, bias, bounds);
    }
}
