package org.modelyard.experiment.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Texts;

/** Checks what somebody wants to measure. */
final class MetricWish {

    private static final ExperimentMetric NONE = new ExperimentMetric(MetricKind.PROPORTION, "", null, null, false);

    private static final List<String> TRUE_OR_NOT = List.of("correct", "used", "helpful");
    private static final List<String> MEASURED = List.of("rating", "value");
    private static final String LATENCY = "latency";

    private MetricWish() {}

    /** @return one that makes sense; where it does not, errors say so */
    static ExperimentMetric checked(String path, ExperimentWish.@Nullable Metric wish, List<FieldError> errors) {
        if (wish == null) {
            errors.add(new FieldError(
                    path, "Say what is measured, such as {\"kind\":\"PROPORTION\",\"event\":\"bought\"}."));
            return NONE;
        }
        MetricSource source = wish.source() == null ? MetricSource.EVENTS : wish.source();
        return switch (source) {
            case EVENTS -> events(path, wish, errors);
            case FEEDBACK -> feedback(path, wish, errors);
            case LATENCY -> latency(path, wish, errors);
        };
    }

    private static ExperimentMetric events(String path, ExperimentWish.Metric wish, List<FieldError> errors) {
        MetricKind kind = wish.kind() == null ? MetricKind.PROPORTION : wish.kind();
        named(path + ".event", wish.event(), errors);
        boolean ratio = kind == MetricKind.RATIO;
        if (ratio) {
            named(path + ".denominator", wish.denominator(), errors);
        } else if (wish.denominator() != null) {
            errors.add(new FieldError(path + ".denominator", "Only a RATIO has one."));
        }
        return new ExperimentMetric(
                kind,
                wish.event() == null ? "" : wish.event(),
                wish.denominator(),
                quantile(path, kind, wish.quantile(), errors),
                wish.lowerIsBetter() != null && wish.lowerIsBetter());
    }

    private static ExperimentMetric feedback(String path, ExperimentWish.Metric wish, List<FieldError> errors) {
        String event = wish.event() == null ? "" : wish.event();
        boolean measured = MEASURED.contains(event);
        if (!measured && !TRUE_OR_NOT.contains(event)) {
            errors.add(new FieldError(
                    path + ".event",
                    "Say which feedback counts: " + String.join(", ", TRUE_OR_NOT) + ", " + String.join(", ", MEASURED)
                            + "."));
        }
        noDenominator(path, wish, errors);
        MetricKind kind = wish.kind() == null ? (measured ? MetricKind.RATIO : MetricKind.PROPORTION) : wish.kind();
        if (measured && kind == MetricKind.PROPORTION) {
            errors.add(new FieldError(
                    path + ".kind",
                    "'" + event + "' is a number: take RATIO (a mean over answers), MEAN or QUANTILE."));
        } else if (!measured && kind == MetricKind.QUANTILE) {
            errors.add(new FieldError(
                    path + ".kind",
                    "'" + event + "' is true or not: take PROPORTION (of units), RATIO (of answers) or MEAN."));
        }
        return new ExperimentMetric(
                kind,
                event,
                kind == MetricKind.RATIO ? ExperimentMetric.TOLD : null,
                quantile(path, kind, wish.quantile(), errors),
                wish.lowerIsBetter() != null && wish.lowerIsBetter(),
                MetricSource.FEEDBACK);
    }

    private static ExperimentMetric latency(String path, ExperimentWish.Metric wish, List<FieldError> errors) {
        if (wish.event() != null && !wish.event().equals(LATENCY)) {
            errors.add(new FieldError(path + ".event", "LATENCY comes from the inference log; leave the event out."));
        }
        noDenominator(path, wish, errors);
        MetricKind kind = wish.kind() == null ? MetricKind.RATIO : wish.kind();
        if (kind != MetricKind.RATIO && kind != MetricKind.QUANTILE) {
            errors.add(new FieldError(
                    path + ".kind",
                    "A latency is a RATIO (the mean over answers) or a QUANTILE (of the units' means): sums a unit would"
                            + " grow with what it asks."));
        }
        return new ExperimentMetric(
                kind,
                LATENCY,
                ExperimentMetric.TOLD,
                quantile(path, kind, wish.quantile(), errors),
                wish.lowerIsBetter() == null || wish.lowerIsBetter(),
                MetricSource.LATENCY);
    }

    private static void noDenominator(String path, ExperimentWish.Metric wish, List<FieldError> errors) {
        if (wish.denominator() != null) {
            errors.add(new FieldError(
                    path + ".denominator", "Leave it out: a RATIO of feedback or latency is one over the answers."));
        }
    }

    private static @Nullable Double quantile(
            String path, MetricKind kind, @Nullable Double quantile, List<FieldError> errors) {
        if (kind == MetricKind.QUANTILE) {
            if (quantile == null || !(quantile >= 0.01 && quantile <= 0.999)) {
                errors.add(new FieldError(path + ".quantile", "A QUANTILE says which, from 0.01 to 0.999."));
            }
        } else if (quantile != null) {
            errors.add(new FieldError(path + ".quantile", "Only a QUANTILE has one."));
        }
        return quantile;
    }

    static ExperimentWish.Metric of(ExperimentMetric metric) {
        boolean events = metric.source() == MetricSource.EVENTS;
        return new ExperimentWish.Metric(
                metric.kind(),
                metric.source() == MetricSource.LATENCY ? null : metric.event(),
                events ? metric.denominator() : null,
                metric.quantile(),
                metric.lowerIsBetter(),
                metric.source());
    }

    private static void named(String field, @Nullable String name, List<FieldError> errors) {
        if (name == null || !name.matches(Names.PATTERN)) {
            errors.add(new FieldError(
                    field,
                    (name == null
                                    ? "Say which event: its name is"
                                    : "'" + Texts.brief(name) + "' is no name of an event: use")
                            + " 1-63 of a-z, 0-9 and inner hyphens."));
        }
    }

    static void requireEvents(String path, ExperimentMetric metric, List<FieldError> errors) {
        if (metric.source() != MetricSource.EVENTS) {
            errors.add(new FieldError(
                    path + ".source",
                    "Content has no answers that " + metric.source() + " could be of: tell it as events."));
        }
    }
}
