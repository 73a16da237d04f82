package org.modelyard.ml.train;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.platform.model.Refusal;

/**
 * Learns in steps. The caller stops, reports and writes checkpoints between steps. Everything follows from spec, data and
 * seed: a state that was written and read again ends in the same model, bit for bit.
 *
 * @param <S> the state; {@link #step} may change it in place, so the one that was given is not used again
 */
public interface Trainer<S> {

    String type();

    /** What it can learn. */
    Set<Task> tasks();

    List<Hyperparameter> hyperparameters();

    /** Whether it heeds {@link TrainingData#weights}; data with weights are refused by those that do not. */
    default boolean weighted() {
        return false;
    }

    /**
     * Defaults that hang on what was chosen, e.g. the learning rate on the optimiser; for the others the declared ones hold.
     *
     * @param given by name, not checked yet
     */
    default Map<String, Object> defaults(Map<String, ?> given) {
        return Map.of();
    }

    /** @throws Refusal.Invalid when the data cannot be learnt from */
    S start(TrainerSpec spec, TrainingData data, long seed);

    /** Whether {@link #startFrom} is of use. */
    default boolean goesOn() {
        return false;
    }

    /**
     * Begins at a model of the same encoding, to go on learning from new rows.
     *
     * @param data rows encoded by the model's encoder; labels in the model's order, see {@link Targets#of(org.modelyard.ml.data.Table,
     *     List)}
     * @throws Refusal.Invalid when this trainer cannot, or the model is another one's
     */
    default S startFrom(TrainerSpec spec, TrainingData data, long seed, TrainedModel model) {
        throw new Refusal.Invalid(
                "trainer.type", type() + " cannot go on from a model: train anew, on the old rows and the new.");
    }

    /** One epoch or iteration. Not to be called when {@link #done}. */
    S step(S state);

    boolean done(S state);

    Progress progress(S state);

    byte[] toBytes(S state);

    /**
     * Goes on with the same spec, data and seed.
     *
     * @throws org.modelyard.ml.binary.CorruptContent when the bytes do not belong to them
     */
    S fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes);

    /** The model so far: after the last step, the result. */
    TrainedModel finish(S state);
}
