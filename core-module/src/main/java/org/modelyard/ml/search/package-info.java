/**
 * Which hyperparameters to try next. Owns the space, the strategies, early stopping and the ranking; runs nothing, keeps no time and
 * stores nothing: each answer follows from plan, seed and the trials so far, so that a search that was cut off goes on.
 */
@NullMarked
package org.modelyard.ml.search;

import org.jspecify.annotations.NullMarked;
