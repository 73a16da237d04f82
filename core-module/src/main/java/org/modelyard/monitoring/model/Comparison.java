package org.modelyard.monitoring.model;

/**
 * One test of one feature, before correction.
 *
 * @param effect corrected PSI, at least 0
 * @param distance largest difference of shares, 0-1
 */
record Comparison(DriftStatistic kind, double statistic, double p, double effect, double distance) {}
