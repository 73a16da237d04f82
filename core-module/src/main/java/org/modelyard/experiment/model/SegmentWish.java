package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;

/** Checks by which attributes somebody wants effects told apart, and whether what was known before may be taken out. */
final class SegmentWish {

    static final int LONGEST_NAME = 100;

    private SegmentWish() {}

    static List<String> checked(
            @Nullable List<@Nullable String> wished, ExperimentMetric metric, List<FieldError> errors) {
        List<String> planned = new ArrayList<>();
        List<@Nullable String> given = wished == null ? List.of() : wished;
        if (given.size() > KnownBefore.MOST_SEGMENTS) {
            errors.add(new FieldError(
                    "segments",
                    "At most " + KnownBefore.MOST_SEGMENTS
                            + " attributes: each one is another chance to find a difference that is none."));
            return List.of();
        }
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i);
            if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
                errors.add(new FieldError(
                        "segments[" + i + "]", "An attribute has a name of 1 to " + LONGEST_NAME + " characters."));
            } else if (planned.contains(name)) {
                errors.add(new FieldError(
                        "segments[" + i + "]", "'" + Texts.brief(name) + "' is named already; leave it out."));
            } else {
                planned.add(name);
            }
        }
        if (!planned.isEmpty() && metric.kind() == MetricKind.QUANTILE) {
            errors.add(new FieldError(
                    "segments", "Segments are told apart by shares, means and ratios, not by quantiles."));
        }
        return planned;
    }

    static boolean adjusted(@Nullable Boolean wished, ExperimentMetric metric, List<FieldError> errors) {
        boolean wanted = wished != null && wished;
        if (wanted && metric.kind() != MetricKind.MEAN) {
            errors.add(new FieldError(
                    "cuped",
                    "What was known before the assignment is taken out of a MEAN, not of a " + metric.kind() + "."));
        }
        return wanted;
    }
}
