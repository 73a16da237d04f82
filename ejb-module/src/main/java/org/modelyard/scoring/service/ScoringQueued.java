package org.modelyard.scoring.service;

/** A scoring waits for its job: a hint to look sooner than the next sweep does. */
public record ScoringQueued() {}
