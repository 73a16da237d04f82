package org.modelyard.evaluation.service;

/** An evaluation or comparison has moved on: a hint for who shows it. */
public record EvaluationChanged(long organisationId) {}
