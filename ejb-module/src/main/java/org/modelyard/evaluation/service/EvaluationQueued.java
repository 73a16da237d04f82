package org.modelyard.evaluation.service;

/** An evaluation or comparison waits for its job: a hint to look sooner than the next sweep does. */
public record EvaluationQueued() {}
