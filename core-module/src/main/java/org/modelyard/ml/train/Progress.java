package org.modelyard.ml.train;

/**
 * How far a training is.
 *
 * @param epoch steps done
 * @param epochs the most steps it will do; it may stop earlier
 * @param trainingLoss of the last step, NaN before the first: mean log loss in nats, or mean squared error
 * @param validationLoss the same on the rows held back; NaN where none are
 * @param learningRate that the last step was taken with, after schedule and warm-up, in the unit of the trainer's hyperparameter of
 *     that name; NaN before the first step and for trainers without one
 */
public record Progress(int epoch, int epochs, double trainingLoss, double validationLoss, double learningRate) {

    /** Of a trainer without a learning rate. */
    public Progress(int epoch, int epochs, double trainingLoss, double validationLoss) {
        this(epoch, epochs, trainingLoss, validationLoss, Double.NaN);
    }
}
