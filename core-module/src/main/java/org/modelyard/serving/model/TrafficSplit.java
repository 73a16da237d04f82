package org.modelyard.serving.model;

import java.util.List;

/**
 * How a deployment's traffic is divided among its variants: each takes a whole number of {@link StickyHash#BUCKETS},
 * in order, and together they take all.
 */
public record TrafficSplit(List<Variant> variants) {

    /**
     * One arm.
     *
     * @param name in the answer and in the inference log
     * @param versionId internal id of the model version that answers
     * @param buckets its share, 1 to 10,000
     */
    public record Variant(String name, long versionId, int buckets) {}

    public TrafficSplit {
        variants = List.copyOf(variants);
        int sum = variants.stream().mapToInt(Variant::buckets).sum();
        if (sum != StickyHash.BUCKETS || variants.stream().anyMatch(variant -> variant.buckets() < 1)) {
            throw new IllegalArgumentException("the variants take " + sum + " of " + StickyHash.BUCKETS + " buckets");
        }
    }

    /** One version answers everything. */
    public static TrafficSplit whole(String name, long versionId) {
        return new TrafficSplit(List.of(new Variant(name, versionId, StickyHash.BUCKETS)));
    }

    /** @param bucket 0 to 9,999 */
    public Variant of(int bucket) {
        int end = 0;
        for (Variant variant : variants) {
            end += variant.buckets();
            if (bucket < end) {
                return variant;
            }
        }
        throw new IllegalArgumentException("there is no bucket " + bucket);
    }
}
