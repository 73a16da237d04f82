package org.modelyard.ml.evaluation;

import org.modelyard.stats.Interval;

/**
 * Rows whose stated probability is about the same.
 *
 * @param from least probability of the bin, inclusive
 * @param to end of the bin, exclusive but for 1
 * @param rows at least one
 * @param stated mean probability of the rows
 * @param share of the rows in which it happened
 * @param interval of the share, by Wilson
 */
public record ReliabilityBin(double from, double to, long rows, double stated, double share, Interval interval) {}
