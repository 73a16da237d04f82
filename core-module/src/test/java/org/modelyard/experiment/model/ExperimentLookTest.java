package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExperimentLookTest {

    private static final long WINDOW = 7L * 24 * 3_600 * 1_000;
    private static final long CUT = 5_000;

    @Test
    void units_are_judged_when_their_window_is_over() {
        ExperimentPlan plan = ExperimentAnalysisTest.plan(AnalysisRule.SEQUENTIAL, 10L);
        assertThat(plan.windowMillis()).isEqualTo(WINDOW);
        assertThat(ExperimentLook.at(plan, WINDOW + 3, OptionalLong.of(CUT))).isEqualTo(new ExperimentLook(3, true));
    }

    @Test
    void a_fixed_horizon_looks_at_the_planned_units_and_never_at_more() {
        ExperimentPlan plan = ExperimentAnalysisTest.plan(AnalysisRule.FIXED_HORIZON, 10L);
        assertThat(ExperimentLook.at(plan, WINDOW + CUT, OptionalLong.empty()))
                .isEqualTo(new ExperimentLook(CUT, false));
        assertThat(ExperimentLook.at(plan, WINDOW + CUT - 1, OptionalLong.of(CUT)))
                .isEqualTo(new ExperimentLook(CUT - 1, false));
        for (long later : new long[] {0, 1, 100 * WINDOW}) {
            assertThat(ExperimentLook.at(plan, WINDOW + CUT + later, OptionalLong.of(CUT)))
                    .isEqualTo(new ExperimentLook(CUT, true));
        }
    }
}
