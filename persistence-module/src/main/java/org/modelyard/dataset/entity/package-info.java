/**
 * Datasets as rows: their imports, the chunks and slim examples, snapshots. Owns the counters of a dataset and the states
 * of an import; holds no feature values, which lie in the chunks' files.
 */
@NullMarked
package org.modelyard.dataset.entity;

import org.jspecify.annotations.NullMarked;
