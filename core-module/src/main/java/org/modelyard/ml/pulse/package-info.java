/**
 * Whether long work should go on. Owns no clock and no reason to end: whoever starts the work brings a check, and loops over rows ask it
 * often enough to leave off within a fraction of a second.
 */
@NullMarked
package org.modelyard.ml.pulse;

import org.jspecify.annotations.NullMarked;
