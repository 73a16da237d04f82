/**
 * Use cases of datasets: creating, importing, browsing, exporting, snapshots. Owns the way from a stream to chunks and
 * rows, a transaction a chunk; knows nothing of what is trained on a snapshot.
 */
@NullMarked
package org.modelyard.dataset.service;

import org.jspecify.annotations.NullMarked;
