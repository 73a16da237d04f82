package org.modelyard.experiment.model;

/**
 * What must not get worse, whatever the metric gains.
 *
 * @param tolerance the loss that is let pass, relative to the control: 0.02 is 2 %
 */
public record Guardrail(ExperimentMetric metric, double tolerance) {}
