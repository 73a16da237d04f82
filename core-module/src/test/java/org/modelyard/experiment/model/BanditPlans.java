package org.modelyard.experiment.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans of bandits over clicks. */
final class BanditPlans {

    static final ExperimentWish.Metric CLICK = new ExperimentWish.Metric(null, "click", null, null, null);

    private BanditPlans() {}

    static ExperimentPlan of(int variants, @Nullable Double floor) {
        return wish(
                        ExperimentAnalysisTest.variants(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
                                .subList(0, variants)),
                        CLICK,
                        null,
                        thompson(null, floor))
                .plan();
    }

    static ExperimentWish.Allocation thompson(@Nullable Duration every, @Nullable Double floor) {
        return new ExperimentWish.Allocation(AllocationStrategy.THOMPSON, every, floor);
    }

    static ExperimentWish wish(
            List<ExperimentWish.Variant> variants,
            ExperimentWish.Metric metric,
            @Nullable AnalysisRule rule,
            ExperimentWish.@Nullable Allocation allocation) {
        return new ExperimentWish(
                null,
                variants,
                null,
                null,
                null,
                null,
                metric,
                null,
                rule,
                null,
                null,
                null,
                null,
                Duration.ofHours(1),
                null,
                null,
                null,
                null,
                allocation,
                null);
    }
}
