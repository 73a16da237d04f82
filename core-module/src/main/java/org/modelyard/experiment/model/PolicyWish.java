package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;

/**
 * Another way to divide units, of which somebody asks what it would have earned: one variant for everybody, or a share each.
 *
 * @param always a variant that everybody would get; null where shares are given
 * @param shares by variant, 0 to 1, that add up to 1; variants that are left out get none
 */
public record PolicyWish(@Nullable String always, @Nullable Map<String, @Nullable Double> shares) {

    private static final double TOLERANCE = 1e-6;

    /**
     * A share for each variant, in the plan's order.
     *
     * @throws Refusal.Invalid when it is no policy over the plan's variants
     */
    public double[] of(ExperimentPlan plan) {
        if ((always == null) == (shares == null)) {
            throw new Refusal.Invalid("always", "Say one variant in 'always', or a share each in 'shares'.");
        }
        Map<String, @Nullable Double> wanted = shares == null ? Map.of(String.valueOf(always), 1.0) : shares;
        String field = shares == null ? "always" : "shares";
        List<String> names =
                plan.variants().stream().map(ExperimentVariant::name).toList();
        List<FieldError> errors = new ArrayList<>();
        double[] policy = new double[names.size()];
        double sum = 0;
        for (Map.Entry<String, @Nullable Double> one : wanted.entrySet()) {
            int place = names.indexOf(one.getKey());
            Double share = one.getValue();
            if (place < 0) {
                errors.add(new FieldError(field, "There is no such variant; there are " + String.join(", ", names) + "."));
            } else if (share == null || !(share >= 0 && share <= 1)) {
                errors.add(new FieldError(field + "." + one.getKey(), "A share lies between 0 and 1."));
            } else {
                policy[place] = share;
                sum += share;
            }
        }
        if (errors.isEmpty() && Math.abs(sum - 1) > TOLERANCE) {
            errors.add(new FieldError(field, "The shares add up to " + (float) sum + ", not to 1."));
        }
        Fields.check(errors);
        return policy;
    }
}
