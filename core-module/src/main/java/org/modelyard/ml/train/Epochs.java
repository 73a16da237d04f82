package org.modelyard.ml.train;

import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.platform.model.Refusal;

/** The epochs so far of a training that stops early: their losses, and which was best. */
final class Epochs {

    private final TrainerSpec spec;
    private final TargetScale scale;
    private final boolean heldBack;

    /** Done; before the first 0. */
    private int epoch;

    private int bestEpoch;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private double trainingLoss = Double.NaN;
    private double validationLoss = Double.NaN;
    /** By how much the last epoch lowered the training loss. */
    private double gain = Double.NaN;

    /**
     * @param spec has {@code epochs} and {@code patience}
     * @param scale from the losses' unit to the target's
     * @param heldBack whether there are rows that tell which epoch was best; otherwise the last is
     */
    Epochs(TrainerSpec spec, TargetScale scale, boolean heldBack) {
        this.spec = spec;
        this.scale = scale;
        this.heldBack = heldBack;
    }

    int count() {
        return epoch;
    }

    boolean heldBack() {
        return heldBack;
    }

    /** Whether no later epoch was better. */
    boolean lastIsBest() {
        return bestEpoch == epoch;
    }

    /** The loss before the first epoch, which then has to be beaten. */
    void begin(double validation) {
        validationLoss = validation;
        bestLoss = validation;
    }

    /**
     * An epoch ended.
     *
     * @return whether it is the best so far
     * @throws Refusal.Invalid naming the learning rate when a loss is not finite
     */
    boolean end(double training, double validation) {
        if (!Double.isFinite(training) || (heldBack && !Double.isFinite(validation))) {
            throw new Refusal.Invalid("trainer.learningRate", "The training does not converge: lower learningRate.");
        }
        gain = trainingLoss - training;
        trainingLoss = training;
        validationLoss = validation;
        epoch++;
        if (heldBack && !(validation < bestLoss)) {
            return false;
        }
        bestLoss = validation;
        bestEpoch = epoch;
        return true;
    }

    boolean done() {
        return epoch >= spec.integer("epochs") || epoch - bestEpoch >= spec.integer("patience");
    }

    /** Whether the last epoch lowered the training loss by less; never where the tolerance is 0. */
    boolean converged(double tolerance) {
        return tolerance > 0 && gain < tolerance;
    }

    /** @param learningRate of the last epoch; said once there is one */
    Progress progress(double learningRate) {
        return new Progress(
                epoch,
                spec.integer("epochs"),
                scale.loss(trainingLoss),
                scale.loss(validationLoss),
                epoch == 0 ? Double.NaN : learningRate);
    }

    void write(BinaryWriter out) {
        out.put(epoch)
                .put(bestEpoch)
                .put(bestLoss)
                .put(trainingLoss)
                .put(validationLoss)
                .put(gain);
    }

    void read(BinaryReader in) {
        epoch = in.getInt(0, Integer.MAX_VALUE);
        bestEpoch = in.getInt(0, epoch);
        bestLoss = in.getDouble();
        trainingLoss = in.getDouble();
        validationLoss = in.getDouble();
        gain = in.getDouble();
    }
}
