/** Columns in memory, the form that training, evaluation and profiles read. Owns no parsing and no files. */
@NullMarked
package org.modelyard.ml.data;

import org.jspecify.annotations.NullMarked;
