/**
 * What a model suggests to do: edits of a content that raise its prediction, solved cases that are like a new one, the order of
 * candidates. About the model, not the world: a predicted gain is an association and promises no cause. Refuses to suggest
 * changes of sensitive inputs.
 */
@NullMarked
package org.modelyard.ml.advice;

import org.jspecify.annotations.NullMarked;
