package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.OffPolicyReading;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.InferenceRecord;

/** What becomes of predictions that a bandit divides: a unit is a trial once, by the answer that assigned it. */
class BanditAnswersTest extends AnswersFloor {

    private static final ExperimentMetric USED = metric(MetricKind.PROPORTION, "used", null);
    private static final JudgedUnits JUDGED = new JudgedUnits(EXPERIMENT, WINDOW, 900, true);
    private static final int[] SHARES = {5_000, 5_000};

    @Test
    void a_unit_is_exposed_with_the_round_and_the_propensity_of_its_first_answer() throws SQLException {
        store(answered("u", 0, 300, 1, 5_000), answered("u", 0, 200, 1, 5_000), answered("v", 1, 250, 1, 5_000));
        store(answered("u", 1, 600, 2, 9_500), answered("w", 1, 600, 2, 9_500));
        store(answer("out", ExperimentArm.HELD_OUT, 100, 1));
        assertThat(logged())
                .containsExactlyInAnyOrder(
                        logged(1, 0, 5_000, 1, 0), logged(1, 1, 5_000, 1, 0), logged(2, 1, 9_500, 1, 0));
        Map<Integer, long[]> units = new ExperimentRounds(() -> connection).units(EXPERIMENT, 2);
        assertThat(units.get(1)).containsExactly(1, 1);
        assertThat(units.get(2)).containsExactly(0, 1);
        assertThat(one("select count(*) from experiment_exposure where variant = -1 and round_number is null"
                        + " and propensity is null"))
                .isEqualTo(1);
    }

    @Test
    void each_answer_keeps_what_its_unit_was_divided_by_then() throws SQLException {
        InferenceRecord first = answered("u", 0, 200, 1, 5_000);
        InferenceRecord moved = answered("u", 1, 600, 2, 9_500);
        InferenceRecord fixed = answer("v", 1, 200, 1);
        store(first, moved, fixed);
        BanditExposures exposures = new BanditExposures(() -> connection);
        assertThat(exposures.ofAnswer(EXPERIMENT, first.inferenceId()))
                .contains(new BanditExposures.Given(0, 1, 5_000));
        assertThat(exposures.ofAnswer(EXPERIMENT, moved.inferenceId()))
                .contains(new BanditExposures.Given(1, 2, 9_500));
        assertThat(exposures.of(EXPERIMENT, "u"))
                .as("what assigned it")
                .contains(new BanditExposures.Given(0, 1, 5_000));
        assertThat(exposures.ofAnswer(EXPERIMENT, fixed.inferenceId()))
                .as("fixed shares")
                .isEmpty();
        assertThat(exposures.ofAnswer(EXPERIMENT + 1, first.inferenceId())).isEmpty();
    }

    @Test
    void feedback_on_later_answers_is_nobodys_success_whichever_variant_they_are_of() throws SQLException {
        InferenceRecord first = answered("u", 0, 200, 1, 5_000);
        InferenceRecord sameVariant = answered("u", 0, 300, 1, 5_000);
        InferenceRecord moved = answered("u", 1, 600, 2, 9_500);
        InferenceRecord other = answered("v", 1, 200, 1, 5_000);
        store(first, sameVariant, moved, other);
        told(sameVariant, "used", true, 400);
        told(moved, "used", true, 700);
        told(other, "used", true, 500);
        assertThat(logged()).containsExactlyInAnyOrder(logged(1, 0, 5_000, 1, 0), logged(1, 1, 5_000, 1, 1));
        told(first, "used", true, 800);
        assertThat(logged())
                .as("the answer that assigned it")
                .containsExactlyInAnyOrder(logged(1, 0, 5_000, 1, 1), logged(1, 1, 5_000, 1, 1));
        assertThat(sums.funnel(JUDGED, USED))
                .containsExactly(new ExperimentSums.Funnel(0, 1, 1, 1), new ExperimentSums.Funnel(1, 1, 1, 1));
    }

    /** The journal of one node waited: what it answered first is not what assigned the unit. */
    @Test
    void whichever_answer_was_drained_first_is_the_trial() throws SQLException {
        InferenceRecord drained = answered("u", 1, 600, 2, 9_500);
        InferenceRecord waited = answered("u", 0, 200, 1, 5_000);
        store(drained);
        store(waited);
        told(waited, "used", true, 650);
        assertThat(logged()).containsExactly(logged(2, 1, 9_500, 1, 0));
        told(drained, "used", true, 700);
        assertThat(logged()).containsExactly(logged(2, 1, 9_500, 1, 1));
    }

    @Test
    void feedback_after_the_window_comes_too_late() throws SQLException {
        InferenceRecord one = answered("u", 0, 200, 1, 5_000);
        store(one);
        told(one, "used", true, 200 + WINDOW);
        assertThat(logged()).containsExactly(logged(1, 0, 5_000, 1, 0));
    }

    private List<OffPolicyReading.Logged> logged() throws SQLException {
        return sums.logged(JUDGED, USED, SHARES);
    }

    private static InferenceRecord answered(String unit, int place, long atMillis, int round, int buckets) {
        return answer(unit, place, atMillis, 1).in(new ExperimentArm(EXPERIMENT, place, round, buckets));
    }

    private static OffPolicyReading.Logged logged(int round, int variant, int buckets, long units, long successes) {
        return new OffPolicyReading.Logged(round, variant, buckets, new Sums(units, successes, 0, successes, 0, 0));
    }
}
