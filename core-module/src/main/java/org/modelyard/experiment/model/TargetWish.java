package org.modelyard.experiment.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** Checks which units somebody wants to take part. */
final class TargetWish {

    private static final int MOST_ATTRIBUTES = 50;

    private TargetWish() {}

    static Targeting checked(ExperimentWish.@Nullable Target targeting, List<FieldError> errors) {
        if (targeting == null) {
            return Targeting.EVERYBODY;
        }
        Map<String, FeatureType> attributes = new LinkedHashMap<>();
        (targeting.attributes() == null ? Map.<String, FeatureType>of() : targeting.attributes())
                .forEach((name, type) -> {
                    if (name.isBlank() || name.length() > 100 || type == null || type == FeatureType.TIMESTAMP) {
                        errors.add(
                                new FieldError(
                                        "targeting.attributes." + Texts.brief(name),
                                        "An attribute has a name of 1 to 100 characters and is TEXT, CATEGORICAL, NUMERIC or BOOLEAN."));
                    } else {
                        attributes.put(name, type);
                    }
                });
        if (attributes.size() > MOST_ATTRIBUTES) {
            errors.add(new FieldError("targeting.attributes", "At most " + MOST_ATTRIBUTES + " attributes."));
        }
        Targeting wanted = new Targeting(attributes, targeting.condition());
        if (errors.isEmpty()) {
            try {
                wanted.filter();
            } catch (Refusal.Invalid wrong) {
                errors.addAll(wrong.errors());
            }
        }
        return wanted;
    }
}
