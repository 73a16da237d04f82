/**
 * Runs trained elsewhere: what may be said of one, and how several compare. Refuses names that would not read back as they
 * were written, numbers that are none, and paths that leave their run.
 */
@NullMarked
package org.modelyard.run.model;

import org.jspecify.annotations.NullMarked;
