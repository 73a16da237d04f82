package org.modelyard.experiment.model;

/** When a winner may be called. Chosen before the start, so that nobody can choose the rule that suits the figures. */
public enum AnalysisRule {
    /** Watched all the time, by an asymptotic confidence sequence: shares, means, ratios and quantiles of many units. */
    SEQUENTIAL,
    /** Watched all the time, at any count, by likelihoods: shares only; needs more units. */
    EXACT,
    /** Welch's t, once: of the planned units and no later ones, when their windows are over. */
    FIXED_HORIZON,
    /** When the chance to beat the control is 1 - alpha. States no error rate: watched until it pleases, it errs far more often. */
    BAYESIAN
}
