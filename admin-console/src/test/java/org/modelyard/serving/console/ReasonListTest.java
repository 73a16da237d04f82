package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.explain.Contribution;
import org.modelyard.ml.explain.Explanation;

class ReasonListTest {

    @Test
    void the_weightiest_comes_first_and_bars_lie_on_their_side_of_the_middle() {
        ReasonList reasons = ReasonList.of(explanation(
                "yes",
                List.of(
                        new Contribution("age", "41", 0.5, 0),
                        new Contribution("debt", null, -2, 0.1),
                        new Contribution("job", "self", 0, 0))));
        assertThat(reasons.title()).isEqualTo("Why ‘yes’?");
        assertThat(reasons.scale()).isEqualTo("log-odds");
        assertThat(reasons.lines()).extracting(ReasonList.Line::feature).containsExactly("debt", "age", "job");
        ReasonList.Line debt = reasons.lines().get(0);
        assertThat(debt.speaksFor()).isFalse();
        assertThat(debt.width()).isEqualTo(100);
        assertThat(debt.left()).isEqualTo(0);
        ReasonList.Line age = reasons.lines().get(1);
        assertThat(age.speaksFor()).isTrue();
        assertThat(age.width()).isEqualTo(25);
        assertThat(age.left()).isEqualTo(50);
        assertThat(reasons.rest()).isZero();
    }

    @Test
    void what_is_left_out_is_added_up() {
        ReasonList reasons = ReasonList.of(explanation(
                null,
                IntStream.rangeClosed(1, 23)
                        .mapToObj(i -> new Contribution("i" + i, "1", i, 0))
                        .toList()));
        assertThat(reasons.title()).isEqualTo("Why this value?");
        assertThat(reasons.lines()).hasSize(20);
        assertThat(reasons.rest()).isEqualTo(3);
        assertThat(reasons.restSum()).isCloseTo(6, within(1e-12));
    }

    @Test
    void where_nothing_counts_there_are_no_bars() {
        assertThat(ReasonList.lines(List.of(new Contribution("a", "1", 0, 0))))
                .extracting(ReasonList.Line::width)
                .containsExactly(0.0);
    }

    @Test
    void in_brief_the_three_weightiest_are_told() {
        assertThat(ReasonList.brief(explanation(
                        "yes",
                        List.of(
                                new Contribution("age", "41", 0.5, 0),
                                new Contribution("debt", null, -2.34, 0.1),
                                new Contribution("job", "self", 0, 0),
                                new Contribution("town", "Ulm", 12_345.6, 0)))))
                .isEqualTo("town +12,346, debt -2.3, age +0.50 … (log-odds)");
    }

    private static Explanation explanation(@Nullable String label, List<Contribution> contributions) {
        return new Explanation(Explanation.Method.LINEAR, Explanation.Scale.LOG_ODDS, label, 0, 1, contributions);
    }
}
