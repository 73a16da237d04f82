package org.modelyard.serving.model;

/**
 * The part of an experiment that an inference belongs to.
 *
 * @param experimentId internal id
 * @param place of the variant in the experiment's plan; {@link #HELD_OUT} for a unit that is held out
 */
public record ExperimentArm(long experimentId, int place) {

    public static final int HELD_OUT = -1;
}
