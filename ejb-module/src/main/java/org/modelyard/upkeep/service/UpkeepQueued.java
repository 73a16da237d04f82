package org.modelyard.upkeep.service;

/** A clean-up or an archiving waits for its job: a hint to look sooner than the next sweep does. */
public record UpkeepQueued() {}
