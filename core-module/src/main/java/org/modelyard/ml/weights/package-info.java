/**
 * The weights of linear models as people see and change them: one for each encoded feature and output, the largest first, beside another
 * version's; set, frozen and bounded by hand. Refuses models that have no such weights.
 */
@NullMarked
package org.modelyard.ml.weights;

import org.jspecify.annotations.NullMarked;
