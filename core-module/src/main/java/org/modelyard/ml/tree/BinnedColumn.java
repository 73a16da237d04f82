package org.modelyard.ml.tree;

/**
 * A feature cut into bins. Rows of its fullest bin are not written down: sums over that bin are what is left.
 *
 * @param feature among the encoded ones
 * @param edges rising; one bin more than edges
 * @param start of its bins among those of all columns
 * @param fullest the bin that is left out
 * @param block that holds its rows
 */
record BinnedColumn(int feature, float[] edges, int start, int fullest, int block) {

    int bins() {
        return edges.length + 1;
    }

    int end() {
        return start + bins();
    }
}
