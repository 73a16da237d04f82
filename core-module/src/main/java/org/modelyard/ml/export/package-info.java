/**
 * Models in forms that other programs read. Owns what the forms are, which model can have which, and the readable JSON; knows nothing of where
 * files are kept.
 */
@NullMarked
package org.modelyard.ml.export;

import org.jspecify.annotations.NullMarked;
