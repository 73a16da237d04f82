/** Rollouts over REST: watched, paused, resumed, promoted, aborted. They are asked for as deployments with a strategy. */
@NullMarked
package org.modelyard.rollout.api;

import org.jspecify.annotations.NullMarked;
