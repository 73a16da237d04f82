package org.modelyard.ml.train;

/**
 * How far a training is.
 *
 * @param epoch steps done
 * @param epochs the most steps it will do; it may stop earlier
 * @param trainingLoss of the last step, NaN before the first: mean log loss in nats, or mean squared error
 * @param validationLoss the same on the rows held back; NaN where none are
 */
public record Progress(int epoch, int epochs, double trainingLoss, double validationLoss) {}
