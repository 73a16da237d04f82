/**
 * Runs trained elsewhere as rows: their state, words, metrics and artifacts. A run changes only while its row is locked, so that
 * the same point sent twice at once is stored once.
 */
@NullMarked
package org.modelyard.run.entity;

import org.jspecify.annotations.NullMarked;
