package org.modelyard.evaluation.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DotPlotTest {

    @Test
    void all_lie_on_one_scale_in_their_order() {
        DotPlot plot = DotPlot.of(
                "accuracy",
                List.of(
                        new DotPlot.Mark("1.0.0", 0.8, 0.7, 0.9, "0.8"),
                        new DotPlot.Mark("1.1.0", 0.9, null, null, "0.9"),
                        new DotPlot.Mark("1.2.0", null, null, null, "–")),
                false);
        assertThat(plot.zero()).isNull();
        assertThat(plot.dots().get(0).left()).isEqualTo(4);
        assertThat(plot.dots().get(0).at()).isEqualTo(50);
        assertThat(plot.dots().get(0).width()).isEqualTo(92);
        assertThat(plot.dots().get(1).at()).isEqualTo(96);
        assertThat(plot.dots().get(1).width()).isNull();
        assertThat(plot.dots().get(2).at()).isNull();
    }

    @Test
    void gains_have_zero_on_their_scale() {
        DotPlot plot = DotPlot.of("mae", List.of(new DotPlot.Mark("1.1.0", 3.0, 2.0, 4.0, "+3")), true);
        assertThat(plot.zero()).isEqualTo(4);
        assertThat(plot.dots().get(0).at()).isEqualTo(73);
    }

    @Test
    void one_value_alone_lies_in_the_middle() {
        DotPlot plot = DotPlot.of("mae", List.of(new DotPlot.Mark("1.1.0", 3.0, null, null, "3")), false);
        assertThat(plot.dots().get(0).at()).isEqualTo(50);
    }
}
