/**
 * Rollouts asked for, watched and ended: shares that grow, verdicts that are stored, a candidate that takes over or is rolled
 * back. What routing obeys are the deployments of {@code serving}; nothing here is on the way of a prediction.
 */
@NullMarked
package org.modelyard.rollout.service;

import org.jspecify.annotations.NullMarked;
