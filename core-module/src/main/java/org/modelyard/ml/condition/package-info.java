/**
 * Conditions on rows that a user writes down, such as {@code platform = 'x' and length(text) < 40}: read, checked against the inputs and
 * answered for the rows of a table. Refuses what it does not understand with the place and what to write instead; knows no arithmetic.
 */
@NullMarked
package org.modelyard.ml.condition;

import org.jspecify.annotations.NullMarked;
