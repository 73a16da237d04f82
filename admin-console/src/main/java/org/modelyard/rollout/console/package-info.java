/** Rollouts in the console: begun from a version's page, watched and stopped from one of their own. */
@NullMarked
package org.modelyard.rollout.console;

import org.jspecify.annotations.NullMarked;
