/** Lineages as pictures and tables, and the record of a version as a file. */
@NullMarked
package org.modelyard.lineage.console;

import org.jspecify.annotations.NullMarked;
