/** Answering one row at a time from compiled arrays: the hot path of serving. Reads nothing and locks nothing. */
@NullMarked
package org.modelyard.ml.score;

import org.jspecify.annotations.NullMarked;
