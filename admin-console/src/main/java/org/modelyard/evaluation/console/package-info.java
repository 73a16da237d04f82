/** Pages over evaluations and comparisons of versions. */
@NullMarked
package org.modelyard.evaluation.console;

import org.jspecify.annotations.NullMarked;
