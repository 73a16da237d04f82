/** Asks versions about snapshots, alone and side by side. Owns what was asked and what came of it; the metrics are {@code ml.evaluation}'s. */
@NullMarked
package org.modelyard.evaluation.service;

import org.jspecify.annotations.NullMarked;
