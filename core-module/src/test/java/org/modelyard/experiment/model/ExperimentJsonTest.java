package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExperimentJsonTest {

    @Test
    void what_two_plans_say_otherwise_is_named_in_their_order() {
        ExperimentPlan plan = plan("click", null, 1.0);

        assertThat(ExperimentJson.differing(plan, plan("click", null, 1.0))).isEmpty();
        assertThat(ExperimentJson.differing(plan, ExperimentJson.plan(ExperimentJson.write(plan))))
                .as("read again it is the same")
                .isEmpty();
        assertThat(ExperimentJson.differing(plan, plan("click", "front", 1.0))).containsExactly("layer");
        assertThat(ExperimentJson.differing(plan, plan("bought", null, 0.5))).containsExactly("traffic", "metric");
    }

    /** What a plan leaves out where nothing is said is named as well. */
    @Test
    void a_covariate_that_comes_or_goes_or_changes_is_named() {
        ExperimentPlan without = plan("click", null, 1.0);
        ExperimentPlan spent = covariate(without, "spent");

        assertThat(ExperimentJson.differing(without, spent)).containsExactly("covariate");
        assertThat(ExperimentJson.differing(spent, without)).containsExactly("covariate");
        assertThat(ExperimentJson.differing(spent, covariate(without, "visits")))
                .containsExactly("covariate");
        assertThat(ExperimentJson.differing(spent, covariate(without, "spent"))).isEmpty();
        assertThat(ExperimentJson.differing(without, covariate(plan("click", null, 0.5), "spent")))
                .containsExactly("traffic", "covariate");
    }

    private static ExperimentPlan covariate(ExperimentPlan plan, String covariate) {
        return new ExperimentPlan(
                plan.subject(),
                plan.variants(),
                plan.targeting(),
                plan.traffic(),
                plan.holdout(),
                plan.layer(),
                plan.metric(),
                plan.guardrails(),
                plan.rule(),
                plan.alpha(),
                plan.power(),
                plan.plannedUnits(),
                plan.durationMillis(),
                plan.windowMillis(),
                plan.model(),
                plan.environment(),
                plan.segments(),
                plan.cuped(),
                plan.allocation(),
                covariate);
    }

    private static ExperimentPlan plan(String event, @Nullable String layer, double traffic) {
        return new ExperimentWish(
                        null,
                        List.of(
                                new ExperimentWish.Variant("a", null, null),
                                new ExperimentWish.Variant("b", null, null)),
                        null,
                        traffic,
                        null,
                        layer,
                        new ExperimentWish.Metric(null, event, null, null, null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Duration.ofDays(1))
                .plan();
    }
}
