package org.modelyard.ml.train;

import org.modelyard.ml.model.TrainedModel;

/** A training under way, for callers that do not care which trainer it is. For one thread at a time. */
public final class TrainingSession {

    private final Run<?> run;

    private TrainingSession(Run<?> run) {
        this.run = run;
    }

    /** @throws org.modelyard.platform.model.Refusal.Invalid when the data cannot be learnt from */
    public static TrainingSession start(TrainerSpec spec, TrainingData data, long seed) {
        return new TrainingSession(started(Trainers.of(spec, data), spec, data, seed));
    }

    /**
     * Begins at a model, to go on learning from new rows. Its checkpoints are resumed as any other's.
     *
     * @param data rows encoded by the model's encoder; labels in the model's order, see {@link Targets#of(org.modelyard.ml.data.Table,
     *     java.util.List)}
     * @throws org.modelyard.platform.model.Refusal.Invalid when the trainer cannot, or the model is another one's
     */
    public static TrainingSession startFrom(TrainerSpec spec, TrainingData data, long seed, TrainedModel model) {
        return new TrainingSession(startedFrom(Trainers.of(spec, data), spec, data, seed, model));
    }

    /**
     * Goes on from {@link #toBytes} with the same spec, data and seed.
     *
     * @throws org.modelyard.ml.binary.CorruptContent when the bytes do not belong to them
     */
    public static TrainingSession resume(TrainerSpec spec, TrainingData data, long seed, byte[] checkpoint) {
        return new TrainingSession(resumed(Trainers.of(spec, data), spec, data, seed, checkpoint));
    }

    private static <S> Run<S> started(Trainer<S> trainer, TrainerSpec spec, TrainingData data, long seed) {
        return new Run<>(trainer, trainer.start(spec, data, seed));
    }

    private static <S> Run<S> startedFrom(
            Trainer<S> trainer, TrainerSpec spec, TrainingData data, long seed, TrainedModel model) {
        return new Run<>(trainer, trainer.startFrom(spec, data, seed, model));
    }

    private static <S> Run<S> resumed(
            Trainer<S> trainer, TrainerSpec spec, TrainingData data, long seed, byte[] checkpoint) {
        return new Run<>(trainer, trainer.fromBytes(spec, data, seed, checkpoint));
    }

    public boolean done() {
        return run.done();
    }

    /** One epoch or iteration; not to be called when {@link #done}. */
    public void step() {
        run.step();
    }

    public Progress progress() {
        return run.progress();
    }

    public byte[] toBytes() {
        return run.toBytes();
    }

    /** The model so far: once {@link #done}, the result. */
    public TrainedModel finish() {
        return run.finish();
    }

    private static final class Run<S> {
        private final Trainer<S> trainer;
        private S state;

        Run(Trainer<S> trainer, S state) {
            this.trainer = trainer;
            this.state = state;
        }

        boolean done() {
            return trainer.done(state);
        }

        void step() {
            state = trainer.step(state);
        }

        Progress progress() {
            return trainer.progress(state);
        }

        byte[] toBytes() {
            return trainer.toBytes(state);
        }

        TrainedModel finish() {
            return trainer.finish(state);
        }
    }
}
