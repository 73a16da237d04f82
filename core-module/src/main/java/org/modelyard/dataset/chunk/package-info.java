/**
 * Rows as immutable columnar files (Arrow IPC) and back. Owns the file's layout, its statistics and the way from a
 * snapshot's manifest to columns in memory; knows no place where files lie but the artifact store, and refuses a file
 * that does not fit its schema.
 */
@NullMarked
package org.modelyard.dataset.chunk;

import org.jspecify.annotations.NullMarked;
