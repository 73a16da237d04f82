/**
 * Learning step by step: the trainer port, its hyperparameters, and the linear family. A state can be written between any
 * two steps and goes on bit for bit. Refuses hyperparameters out of range and data that cannot be learnt from.
 */
@NullMarked
package org.modelyard.ml.train;

import org.jspecify.annotations.NullMarked;
