package org.modelyard.ml.train;

import org.modelyard.ml.model.WeightBounds;

/**
 * Bounds of single weights as gradient descent sees them: floats, of the standardised target, by feature. Blocks of different features have
 * nothing in common, so threads may hold different blocks at once.
 *
 * @param first where the bounds of each feature begin, and of the one behind the last; empty without bounds
 */
record HeldWeights(int[] first, int[] places, float[] least, float[] most) {

    static final HeldWeights NONE = new HeldWeights(new int[0], new int[0], new float[0], new float[0]);

    /** Rounding is monotone, so bounds that fit still do; what it takes a weight beyond them is taken back with the finished model. */
    static HeldWeights of(WeightBounds bounds, int width, int outputs, TargetScale scale) {
        if (bounds.none()) {
            return NONE;
        }
        int[] first = new int[width + 1];
        float[] least = new float[bounds.size()];
        float[] most = new float[bounds.size()];
        for (int i = 0; i < bounds.size(); i++) {
            first[bounds.places()[i] / outputs + 1]++;
            least[i] = (float) (bounds.least()[i] / scale.deviation());
            most[i] = (float) (bounds.most()[i] / scale.deviation());
        }
        for (int feature = 0; feature < width; feature++) {
            first[feature + 1] += first[feature];
        }
        return new HeldWeights(first, bounds.places(), least, most);
    }

    boolean none() {
        return places.length == 0;
    }

    /** Takes a feature's weights to the nearest allowed; of no effect on the bias, which comes behind the features. */
    void hold(float[] weights, int feature) {
        if (feature < first.length - 1) {
            hold(weights, first[feature], first[feature + 1]);
        }
    }

    void holdAll(float[] weights) {
        hold(weights, 0, places.length);
    }

    private void hold(float[] weights, int from, int to) {
        for (int i = from; i < to; i++) {
            weights[places[i]] = Math.max(least[i], Math.min(most[i], weights[places[i]]));
        }
    }
}
