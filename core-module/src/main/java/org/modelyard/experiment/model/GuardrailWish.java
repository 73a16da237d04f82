package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;

/** Checks what somebody wants to be kept from getting worse. */
final class GuardrailWish {

    private static final int MOST_GUARDRAILS = 10;

    private GuardrailWish() {}

    static List<Guardrail> checked(@Nullable List<ExperimentWish.@Nullable Guard> guardrails, List<FieldError> errors) {
        List<ExperimentWish.@Nullable Guard> given = guardrails == null ? List.of() : guardrails;
        if (given.size() > MOST_GUARDRAILS) {
            errors.add(new FieldError("guardrails", "At most " + MOST_GUARDRAILS + " guardrails."));
        }
        List<Guardrail> planned = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            ExperimentWish.Guard one = given.get(i);
            if (one == null) {
                errors.add(new FieldError("guardrails[" + i + "]", "This is null: give a guardrail or leave it out."));
                continue;
            }
            String path = "guardrails[" + i + "].";
            ExperimentMetric guarded = MetricWish.checked(path + "metric", one.metric(), errors);
            Double wanted = one.tolerance();
            double tolerance = wanted == null ? 0.02 : wanted;
            if (!(tolerance > 0 && tolerance <= 1)) {
                errors.add(new FieldError(
                        path + "tolerance",
                        "The loss that is let pass lies above 0 and is at most 1; no loss at all can never be shown."));
            }
            planned.add(new Guardrail(guarded, tolerance));
        }
        return planned;
    }
}
