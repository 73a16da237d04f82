package org.modelyard.monitoring.service;

import java.util.UUID;

/** A check waits for its job: a hint to look sooner than the next sweep does. */
public record DriftCheckQueued(UUID publicId) {}
