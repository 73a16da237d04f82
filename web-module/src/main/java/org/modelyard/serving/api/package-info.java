/**
 * Predictions, feedback, deployments and their figures over REST. Owns the JSON of the hot path, which is read and written
 * by hand; refuses what is malformed before it reaches a model.
 */
@NullMarked
package org.modelyard.serving.api;

import org.jspecify.annotations.NullMarked;
