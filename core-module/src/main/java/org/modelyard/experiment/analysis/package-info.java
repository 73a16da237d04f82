/**
 * The statistics of experiments on sufficient statistics: effects of one variant against another, tests made once or watched all
 * the time, posteriors, plans, and what a policy would have earned. Each method states its assumption and the error rate that it
 * holds; docs/statistics.md says what simulations measured. Refuses to guess: what cannot be said is an empty optional or
 * undefined, and randomness comes from the caller.
 */
@NullMarked
package org.modelyard.experiment.analysis;

import org.jspecify.annotations.NullMarked;
