package org.modelyard.ml.evaluation;

/**
 * One label against the rest.
 *
 * @param support rows that have the label
 * @param predicted rows that were given the label
 * @param precision NaN when the label was never predicted
 * @param recall NaN when no row has the label
 * @param f1 NaN when neither
 */
public record ClassMetrics(String label, long support, long predicted, double precision, double recall, double f1) {}
