/**
 * Why a model answers as it does: contributions of inputs to one answer, their importance over many, and what would have to be
 * different. About the model, not the world: a large contribution is no cause. Refuses to name changes of sensitive inputs.
 */
@NullMarked
package org.modelyard.ml.explain;

import org.jspecify.annotations.NullMarked;
