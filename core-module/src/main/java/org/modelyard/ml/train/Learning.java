package org.modelyard.ml.train;

import org.modelyard.ml.model.TrainedModel;

/** A training between two steps; what {@link Trainer} says of its states holds for this one. */
interface Learning {

    void step();

    boolean done();

    Progress progress();

    byte[] toBytes();

    TrainedModel finish();
}
