/** REST over evaluations and comparisons. */
@NullMarked
package org.modelyard.evaluation.api;

import org.jspecify.annotations.NullMarked;
