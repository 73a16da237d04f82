package org.modelyard.training.model;

/** The steps of a training job, in their order. */
public enum TrainingPhase {
    SNAPSHOT,
    SEARCH,
    FIT,
    EVALUATE,
    GATE,
    REGISTER
}
