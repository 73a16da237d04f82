/**
 * Maps from what a classifier states to what happens: fitted on rows that the classifier did not learn from, stored with
 * the version, applied at serving. Owns no choice of rows, and refuses to fit where one of two outcomes is missing.
 */
@NullMarked
package org.modelyard.ml.calibration;

import org.jspecify.annotations.NullMarked;
