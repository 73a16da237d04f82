package org.modelyard.scoring.service;

/** A scoring has moved on: a hint for who shows it. */
public record ScoringChanged(long organisationId) {}
