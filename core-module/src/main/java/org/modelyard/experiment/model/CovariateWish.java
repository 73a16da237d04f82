package org.modelyard.experiment.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;

/**
 * Where predictions tell what was known of their unit before it was assigned, for VERSIONS and MODELS alone: of content it comes with {@code assign}. That it
 * was settled before is said here, before the start; nothing can check it.
 *
 * @param attribute of the request: its value is a number, such as last month's revenue
 */
public record CovariateWish(@Nullable String attribute) {

    static @Nullable CovariateWish of(@Nullable String attribute) {
        return attribute == null ? null : new CovariateWish(attribute);
    }

    /**
     * @param adjusted whether the verdict is to be of means less what the covariate explains
     * @return the attribute; null where the plan names none
     */
    static @Nullable String checked(
            @Nullable CovariateWish wished,
            ExperimentSubject tested,
            boolean adjusted,
            ExperimentMetric metric,
            List<FieldError> errors) {
        boolean content = tested == ExperimentSubject.CONTENT;
        if (wished == null) {
            if (adjusted && !content && metric.kind() == MetricKind.MEAN) {
                errors.add(new FieldError(
                        "cuped",
                        "Name the attribute of predictions that was settled before the start as the covariate:"
                                + " \"covariate\": {\"attribute\": \"spendBefore\"}."));
            }
            return null;
        }
        if (content) {
            errors.add(new FieldError(
                    "covariate",
                    "Of content it comes with 'assign', as 'covariate'; only predictions have attributes."));
        } else if (metric.kind() != MetricKind.MEAN) {
            errors.add(new FieldError(
                    "covariate",
                    "What was known before the assignment is taken out of a MEAN, not of a " + metric.kind() + "."));
        }
        String name = wished.attribute();
        if (name == null || name.isBlank() || name.length() > SegmentWish.LONGEST_NAME) {
            errors.add(new FieldError(
                    "covariate.attribute",
                    "An attribute has a name of 1 to " + SegmentWish.LONGEST_NAME + " characters."));
        }
        return name;
    }
}
