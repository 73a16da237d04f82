/**
 * How close generated text comes to references, by published definitions. Texts come tokenised where tokens matter: two
 * figures compare only if their tokens were made alike. What has no value is NaN.
 */
@NullMarked
package org.modelyard.ml.evaluation.text;

import org.jspecify.annotations.NullMarked;
