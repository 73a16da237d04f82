/**
 * Smaller weights: halves by IEEE 754 and bytes with a scale a column, and what they cost in answers. Knows linear models, factorisation
 * machines and neural networks; trees, neighbours and whatever has no weights are refused in words.
 */
@NullMarked
package org.modelyard.ml.compress;

import org.jspecify.annotations.NullMarked;
