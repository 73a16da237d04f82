package org.modelyard.experiment.model;

import org.jspecify.annotations.Nullable;

/**
 * A variant against the control in one metric.
 *
 * @param difference the variant's less the control's; null while it cannot be told
 * @param low of the interval for the difference that the rule gives, corrected for the number of variants; null while unknown
 * @param relative the difference over the control's value; null where undefined
 * @param p as the rule gives it, after Holm; null for BAYESIAN or while unknown
 * @param chanceToBeat the control, by a flat normal posterior; no error rate
 * @param expectedLoss of choosing the variant, in the metric's unit
 * @param better whether the variant has shown to be better by the rule
 * @param worse whether it has shown to be worse
 */
public record VariantComparison(
        String variant,
        double control,
        double value,
        @Nullable Double difference,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double relative,
        @Nullable Double p,
        @Nullable Double chanceToBeat,
        @Nullable Double expectedLoss,
        boolean better,
        boolean worse) {}
