package org.modelyard.training.service;

import java.util.UUID;

/**
 * A training job of this node has moved on and its row says how far. A hint, fired after the commit: who observes it reads
 * the row, returns soon, and does not miss much when it does not come.
 */
public record TrainingProgressed(UUID jobPublicId, long organisationId) {}
