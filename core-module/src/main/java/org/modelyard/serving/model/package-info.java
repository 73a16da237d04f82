/**
 * Value types of answering predictions: what is kept of an inference, and the compact form it takes in the journal.
 * Knows no routing table, no database and no clock; refuses bytes that it did not write.
 */
@NullMarked
package org.modelyard.serving.model;

import org.jspecify.annotations.NullMarked;
