package org.modelyard.ml.tree;

import org.jspecify.annotations.Nullable;

/**
 * Where a leaf parts best.
 *
 * @param bin the last one that goes left
 * @param gain by how much the loss falls, twice
 */
record Split(BinnedColumn column, int bin, double gain) {

    /** The better one, the first of equals. */
    static @Nullable Split better(@Nullable Split first, @Nullable Split second) {
        return first == null || (second != null && second.gain > first.gain) ? second : first;
    }
}
