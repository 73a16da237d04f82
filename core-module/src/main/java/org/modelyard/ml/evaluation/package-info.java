/**
 * How good a model's answers are, computed from arrays: metrics with rows and intervals, confusion, gates. An undefined
 * metric is NaN and says why. Refuses to score a model itself, and to let anything undefined pass a gate.
 */
@NullMarked
package org.modelyard.ml.evaluation;

import org.jspecify.annotations.NullMarked;
