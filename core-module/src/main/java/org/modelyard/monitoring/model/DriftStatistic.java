package org.modelyard.monitoring.model;

/** The tests that a feature's histogram goes through. */
public enum DriftStatistic {
    /** D over ordered cells; p by the limit distribution, which is conservative for bins and ties. */
    KOLMOGOROV_SMIRNOV,
    /** Pearson's chi-squared of the cells, rare ones merged. */
    CHI_SQUARED,
    /**
     * Difference of the share of the one category that stands out most, 'missing' and 'other' included; p by Fisher's
     * exact test of each with Bonferroni's correction. Sees a new category where chi-squared must merge it away.
     */
    CATEGORY_SHARE,
    /** Difference of the missing shares; p by Fisher's exact test, doubled tail. */
    MISSING_SHARE,
    /**
     * Largest difference, over the token buckets, of the share of rows that hold the bucket; p by Fisher's exact test of
     * each bucket with Bonferroni's correction, which holds whatever the dependence of words.
     */
    TOKEN_SHARE
}
