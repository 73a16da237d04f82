package org.modelyard.ml.evaluation;

/**
 * One label against the rest, at every threshold.
 *
 * @param roc recall over the false-alarm rate
 * @param precisionRecall precision over recall
 * @param gain share of the rows with the label that is found (y) among the share of rows of highest probability (x)
 */
public record LabelCurves(String label, Curve roc, Curve precisionRecall, Curve gain) {

    /** How many times more rows with the label there are among the best share of rows than among all: gain / share. */
    public Curve lift() {
        int from = gain.x()[0] == 0 ? 1 : 0;
        double[] x = java.util.Arrays.copyOfRange(gain.x(), from, gain.points());
        double[] y = new double[x.length];
        java.util.Arrays.setAll(y, i -> gain.y()[i + from] / x[i]);
        return new Curve(x, y);
    }
}
