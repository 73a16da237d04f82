/**
 * Rollouts with their verdicts and events, and what was counted of both sides. The shares that routing obeys lie in the
 * deployments; a rollout only moves them.
 */
@NullMarked
package org.modelyard.rollout.entity;

import org.jspecify.annotations.NullMarked;
