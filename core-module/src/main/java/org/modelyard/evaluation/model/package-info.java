/** A model asked about a table's rows, and what can be said of its answers. Owns the join of answers and truth; metrics are {@code ml.evaluation}'s. */
@NullMarked
package org.modelyard.evaluation.model;

import org.jspecify.annotations.NullMarked;
