package org.modelyard.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;

class GatesTest {

    private static final Map<String, Metric> METRICS = Map.of(
            "accuracy",
            Metric.of(0.8, 500),
            "logLoss",
            Metric.of(0.4, 500),
            "rocAuc",
            Metric.undefined(500, "One label."));

    @Test
    void within_the_bounds_passes_and_the_bounds_are_part_of_it() {
        List<GateVerdict> verdicts =
                new Gates(Map.of("accuracy", Gate.min(0.8), "logLoss", Gate.max(0.4))).check(evaluation(500));
        assertThat(verdicts).hasSize(3).allMatch(GateVerdict::passed);
        assertThat(Gates.passed(verdicts)).isTrue();
    }

    @Test
    void a_verdict_about_rows_is_none_about_the_model() {
        List<GateVerdict> verdicts =
                new Gates(Map.of(Gates.EXAMPLES, Gate.min(100), "accuracy", Gate.min(0.81))).check(evaluation(20), 50);
        assertThat(verdicts).hasSize(3).noneMatch(GateVerdict::passed);
        assertThat(verdicts.stream().filter(GateVerdict::aboutRows).map(GateVerdict::metric))
                .containsExactly(Gates.EXAMPLES, Gates.ROWS);
    }

    @Test
    void outside_fails_and_names_value_and_bound() {
        List<GateVerdict> verdicts = new Gates(Map.of("accuracy", Gate.min(0.81))).check(evaluation(500));
        assertThat(Gates.passed(verdicts)).isFalse();
        assertThat(verdicts.get(1).outcome()).isEqualTo(GateVerdict.Outcome.FAILED);
        assertThat(verdicts.get(1).reason()).isEqualTo("accuracy is 0.8, below 0.81.");
        assertThat(new Gates(Map.of("logLoss", Gate.max(0.3)))
                        .check(evaluation(500))
                        .get(1)
                        .passed())
                .isFalse();
    }

    @Test
    void undefined_does_not_pass() {
        for (String metric : List.of("rocAuc", "unheardOf")) {
            List<GateVerdict> verdicts = new Gates(Map.of(metric, Gate.min(0))).check(evaluation(500));
            assertThat(verdicts.get(1).outcome()).isEqualTo(GateVerdict.Outcome.UNDEFINED);
            assertThat(Gates.passed(verdicts)).isFalse();
        }
    }

    @Test
    void too_few_rows_fail_even_without_a_gate() {
        List<GateVerdict> verdicts = new Gates(Map.of()).check(evaluation(29));
        assertThat(Gates.passed(verdicts)).isFalse();
        assertThat(verdicts.get(0).reason()).startsWith("Too few evaluation rows: 29");
        assertThat(Gates.passed(new Gates(Map.of()).check(evaluation(30)))).isTrue();
        assertThat(Gates.passed(List.of())).isFalse();
    }

    /** 200 examples of which 40 evaluate are enough, whichever door asks; 99 are not, however many of them evaluate. */
    @Test
    void examples_are_those_of_the_snapshot_and_not_those_that_evaluate() {
        Gates gates = new Gates(Map.of(Gates.EXAMPLES, Gate.min(100)));
        assertThat(Gates.passed(gates.check(evaluation(40), 200))).isTrue();
        List<GateVerdict> few = gates.check(evaluation(99), 99);
        assertThat(few.get(0).reason()).isEqualTo("examples is 99.0, below 100.0.");
        assertThat(few.get(1).passed()).isTrue();
        assertThat(Gates.passed(gates.check(evaluation(29), 200))).isFalse();
        assertThat(Gates.usual(Task.REGRESSION)).containsEntry(Gates.EXAMPLES, Gate.min(100));
        assertThat(Gates.usual(Task.CLASSIFICATION)).containsEntry(Gates.EXAMPLES, Gate.min(100));
    }

    @Test
    void a_gate_that_lets_nothing_pass_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Gate(null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gate(0.9, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Gate.min(Double.NaN));
    }

    private static Evaluation evaluation(long rows) {
        return new Evaluation(Task.CLASSIFICATION, rows, METRICS, List.of(), null);
    }
}
