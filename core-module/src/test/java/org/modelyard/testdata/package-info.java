/** The shared data sets as tables, for tests. Owns their column types; tests skip where the folder is missing. */
@NullMarked
package org.modelyard.testdata;

import org.jspecify.annotations.NullMarked;
