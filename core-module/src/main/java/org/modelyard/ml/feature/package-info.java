/**
 * From the values of a row to a sparse vector of numbers. Owns what is learnt from training rows (vocabularies, means,
 * bins, categories) and applies it with the same code in training and in serving. Knows no labels and no model.
 */
@NullMarked
package org.modelyard.ml.feature;

import org.jspecify.annotations.NullMarked;
