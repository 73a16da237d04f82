package org.modelyard.ml.model;

import org.modelyard.ml.score.Signature;

/**
 * What a version answers beside its target, from the same encoded row.
 *
 * @param model one sum for each of the output's labels, as {@link TrainedModel#outputs} has it
 */
public record Head(Signature.Output output, TrainedModel model) {

    public Head {
        if (output.labels().size() != model.labels()) {
            throw new IllegalArgumentException("the output '" + output.name() + "' has "
                    + output.labels().size() + " labels and its model " + model.labels());
        }
    }
}
