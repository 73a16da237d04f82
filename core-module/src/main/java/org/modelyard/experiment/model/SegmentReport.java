package org.modelyard.experiment.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effects by the values of one attribute. They are told after many others at once and are no verdict.
 *
 * @param effects by value and variant
 * @param tests whether a variant's effect differs between the values
 * @param words what that means, with the warning that belongs to it
 */
public record SegmentReport(String attribute, List<Effect> effects, List<Test> tests, String words) {

    public SegmentReport {
        effects = List.copyOf(effects);
        tests = List.copyOf(tests);
    }

    /**
     * A variant against the control within one segment.
     *
     * @param units of both that are judged
     * @param low of the interval by the rule, Bonferroni's over every effect of every segment; null while the rule says nothing
     * @param pHolm corrected over every effect of every segment, so that the chance to find any where there is none is alpha at most
     * @param pFalseDiscovery Benjamini and Hochberg's, over the same: the share of findings that are none
     * @param pAgainstOthers that the effect is that of the attribute's other segments, after Holm within the attribute and variant; one look
     */
    public record Effect(
            String value,
            String variant,
            long units,
            @Nullable Double control,
            @Nullable Double measured,
            @Nullable Double difference,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double pHolm,
            @Nullable Double pFalseDiscovery,
            @Nullable Double pAgainstOthers) {}

    /**
     * Cochran's Q over the segments that have enough units.
     *
     * @param segments that take part
     * @param p after Holm over attributes and variants; of one look, not of watching
     * @param inconsistency Higgins's I², 0-1
     */
    public record Test(
            String variant, int segments, @Nullable Double q, @Nullable Double p, @Nullable Double inconsistency) {}
}
