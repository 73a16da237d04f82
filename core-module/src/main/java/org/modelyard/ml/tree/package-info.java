/**
 * Decision trees grown on histograms: columns cut into bins once, then split by split over sums of gradients. Owns no loss, no label
 * and no schedule; the same rows, gradients and seed give the same tree whatever the number of threads.
 */
@NullMarked
package org.modelyard.ml.tree;

import org.jspecify.annotations.NullMarked;
