package org.modelyard.experiment.model;

/**
 * What a variant asks, settled when the experiment starts.
 *
 * @param version its number; {@code champion} where it is what serves at the time
 * @param versionId internal id; 0 where it is what serves at the time
 */
public record VariantTarget(String model, String version, long versionId) {

    /** Whatever serves. */
    public static final String CHAMPION = "champion";
}
