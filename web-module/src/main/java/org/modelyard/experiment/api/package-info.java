/** A/B tests over REST. */
@NullMarked
package org.modelyard.experiment.api;

import org.jspecify.annotations.NullMarked;
