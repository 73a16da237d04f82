package org.modelyard.ml.tree;

/**
 * How far a tree grows.
 *
 * @param maxDepth longest way from the root to a leaf, from 1
 * @param maxLeaves from 2; the leaf that gains most is split first
 * @param minRows rows a leaf has at least, from 1
 * @param minWeight weight (second derivatives) a leaf has at least
 * @param l2 added to a leaf's weight: pulls its values to zero
 * @param minGain a split lowers the loss by more than this
 * @param shrinkage the values of leaves are multiplied by it
 * @param columnShare share of the columns that each split chooses from, above 0, at most 1
 */
public record Growth(
        int maxDepth,
        int maxLeaves,
        int minRows,
        double minWeight,
        double l2,
        double minGain,
        double shrinkage,
        double columnShare) {}
