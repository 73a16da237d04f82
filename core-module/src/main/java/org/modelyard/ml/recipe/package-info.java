/**
 * Recipes: for a purpose that people have, the trainer, the encoding, the metric and the gates that were found to serve it. Owns no
 * trainer and no data; whatever a request says against a recipe wins.
 */
@NullMarked
package org.modelyard.ml.recipe;

import org.jspecify.annotations.NullMarked;
