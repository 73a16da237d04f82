package org.modelyard.ml.train;

import org.modelyard.ml.model.TrainedModel;

/** A trainer whose states know themselves how to go on. */
interface LearningTrainer extends Trainer<Learning> {

    @Override
    default Learning step(Learning state) {
        state.step();
        return state;
    }

    @Override
    default boolean done(Learning state) {
        return state.done();
    }

    @Override
    default Progress progress(Learning state) {
        return state.progress();
    }

    @Override
    default byte[] toBytes(Learning state) {
        return state.toBytes();
    }

    @Override
    default TrainedModel finish(Learning state) {
        return state.finish();
    }
}
