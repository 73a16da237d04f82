package org.modelyard.experiment.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Texts;

/** Checks what somebody wants to measure. */
final class MetricWish {

    private static final ExperimentMetric NONE = new ExperimentMetric(MetricKind.PROPORTION, "", null, null, false);

    private MetricWish() {}

    /** @return one that makes sense; where it does not, errors say so */
    static ExperimentMetric checked(String path, ExperimentWish.@Nullable Metric wish, List<FieldError> errors) {
        if (wish == null) {
            errors.add(new FieldError(
                    path, "Say what is measured, such as {\"kind\":\"PROPORTION\",\"event\":\"bought\"}."));
            return NONE;
        }
        MetricKind kind = wish.kind() == null ? MetricKind.PROPORTION : wish.kind();
        named(path + ".event", wish.event(), errors);
        boolean ratio = kind == MetricKind.RATIO;
        if (ratio) {
            named(path + ".denominator", wish.denominator(), errors);
        } else if (wish.denominator() != null) {
            errors.add(new FieldError(path + ".denominator", "Only a RATIO has one."));
        }
        Double quantile = wish.quantile();
        if (kind == MetricKind.QUANTILE) {
            if (quantile == null || !(quantile >= 0.01 && quantile <= 0.999)) {
                errors.add(new FieldError(path + ".quantile", "A QUANTILE says which, from 0.01 to 0.999."));
            }
        } else if (quantile != null) {
            errors.add(new FieldError(path + ".quantile", "Only a QUANTILE has one."));
        }
        return new ExperimentMetric(
                kind,
                wish.event() == null ? "" : wish.event(),
                wish.denominator(),
                quantile,
                wish.lowerIsBetter() != null && wish.lowerIsBetter());
    }

    static ExperimentWish.Metric of(ExperimentMetric metric) {
        return new ExperimentWish.Metric(
                metric.kind(), metric.event(), metric.denominator(), metric.quantile(), metric.lowerIsBetter());
    }

    private static void named(String field, @Nullable String name, List<FieldError> errors) {
        if (name == null || !name.matches(Names.PATTERN)) {
            errors.add(new FieldError(
                    field,
                    "'" + Texts.brief(String.valueOf(name))
                            + "' is no name of an event: use 1-63 of a-z, 0-9 and inner hyphens."));
        }
    }
}
