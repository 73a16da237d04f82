package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSource;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;

/** What becomes of the inference log in an experiment's figures. */
class ExperimentAnswersTest extends AnswersFloor {

    @Test
    void a_unit_is_exposed_once_at_its_first_answer_however_the_log_is_drained() throws SQLException {
        store(answer("u", 0, 300, 10), answer("u", 0, 200, 10), answer("out", ExperimentArm.HELD_OUT, 100, 10));
        store(answer("u", 0, 900, 10), outcome(answer("never", 1, 100, 10), InferenceOutcome.REFUSED));
        store(outcome(answer("late", 1, 100, 10), InferenceOutcome.FAILED));
        assertThat(sums.units(EXPERIMENT)).isEqualTo(Map.of(0, 1L, 1, 1L, -1, 1L));
        assertThat(sums.assignedAt(EXPERIMENT, 2)).hasValue(200);
        assertThat(one("select count(*) from experiment_answer")).isEqualTo(4);
    }

    @Test
    void a_unit_that_is_known_is_not_looked_up_again_unless_its_transaction_failed() throws SQLException {
        ExperimentAnswers answers = new ExperimentAnswers();
        connection.setAutoCommit(false);
        store(answers, answer("u", 0, 300, 10));
        connection.rollback();
        answers.forget();
        store(answers, answer("u", 0, 400, 10));
        connection.commit();
        store(answers, answer("u", 0, 500, 10), answer("v", 1, 600, 10));
        store(answers, answer("v", 1, 700, 10));
        connection.commit();
        assertThat(sums.units(EXPERIMENT)).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThat(sums.assignedAt(EXPERIMENT, 1)).hasValue(400);
        assertThat(sums.assignedAt(EXPERIMENT, 2)).hasValue(600);
        assertThat(one("select count(*) from experiment_answer")).isEqualTo(4);
        try (java.sql.Statement delete = connection.createStatement()) { // only to see that it is not asked for
            delete.executeUpdate("delete from experiment_exposure");
        }
        store(answers, answer("u", 0, 800, 10));
        assertThat(one("select count(*) from experiment_exposure")).isZero();
        answers.forget();
        store(answers, answer("u", 0, 900, 10));
        assertThat(one("select count(*) from experiment_exposure")).isEqualTo(1);
    }

    @Test
    void latencies_are_of_answers_within_the_window_and_weigh_units_by_what_they_asked() throws SQLException {
        store(
                answer("a", 0, 100, 2_000),
                answer("a", 0, 200, 4_000),
                answer("a", 0, 1_100, 90_000),
                answer("b", 0, 100, 9_000));
        store(outcome(answer("b", 0, 150, 70_000), InferenceOutcome.FAILED));
        Sample mean = sample(new ExperimentMetric(
                MetricKind.RATIO, "latency", ExperimentMetric.TOLD, null, true, MetricSource.LATENCY));
        assertThat(mean.mean()).isCloseTo(5, within(1e-12));
        assertThat(mean.n()).isEqualTo(2);
        Sample median = sample(new ExperimentMetric(
                MetricKind.QUANTILE, "latency", ExperimentMetric.TOLD, 0.5, true, MetricSource.LATENCY));
        assertThat(median.n()).isEqualTo(2);
        assertThat(median.mean()).isBetween(3.0, 9.0);
    }

    /** A thousand units, each with two answers: what grows with the square of the units does not come to an end. */
    @Test
    @Timeout(60)
    void many_units_are_added_up_in_time() throws SQLException {
        List<InferenceRecord> answers = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            answers.add(answer("u" + i / 2, i / 2 % 2, 100 + i % 2, 1_000 + i));
        }
        store(answers.toArray(InferenceRecord[]::new));
        for (int i = 0; i < 200; i++) {
            told(answers.get(10 * i), "used", i % 2 == 0, 200);
        }
        assertThat(sample(new ExperimentMetric(
                                MetricKind.QUANTILE, "latency", ExperimentMetric.TOLD, 0.5, true, MetricSource.LATENCY))
                        .n())
                .isEqualTo(500);
        assertThat(sample(new ExperimentMetric(
                                MetricKind.RATIO, "latency", ExperimentMetric.TOLD, null, true, MetricSource.LATENCY))
                        .n())
                .isEqualTo(500);
        assertThat(sample(metric(MetricKind.RATIO, "used", ExperimentMetric.TOLD))
                        .active())
                .isPositive();
    }

    @Test
    void the_latest_feedback_of_an_answer_counts_within_the_units_window() throws SQLException {
        InferenceRecord one = answer("a", 0, 100, 1);
        InferenceRecord two = answer("a", 0, 150, 1);
        InferenceRecord other = answer("b", 0, 100, 1);
        store(one, two, other, answer("c", 0, 100, 1));
        told(one, "used", false, 300);
        told(one, "used", true, 400);
        told(one, "helpful", true, 500);
        told(two, "used", false, 300);
        told(other, "used", true, 1_100);
        told(other, "accepted", true, 200);
        Sample units = sample(metric(MetricKind.PROPORTION, "used", null));
        assertThat(units)
                .as("a's first answer; b's later word is out of the window")
                .isEqualTo(Sample.proportion(1, 3));
        Sample answers = sample(metric(MetricKind.RATIO, "used", ExperimentMetric.TOLD));
        assertThat(answers.mean()).isCloseTo(0.5, within(1e-12));
        assertThat(answers.active()).isEqualTo(1);
        assertThat(sample(metric(MetricKind.MEAN, "helpful", null)).mean()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void ratings_and_values_are_means_over_the_answers_that_have_them() throws SQLException {
        InferenceRecord one = answer("a", 0, 100, 1);
        InferenceRecord two = answer("b", 0, 100, 1);
        store(one, two);
        rated(one, 2, 200);
        rated(two, 5, 200);
        rated(two, 4, 300);
        assertThat(sample(metric(MetricKind.RATIO, "rating", ExperimentMetric.TOLD))
                        .mean())
                .isCloseTo(3, within(1e-12));
        assertThat(sample(metric(MetricKind.MEAN, "value", null)).mean()).isZero();
    }

    /** Stored before they were bounded: a sum of their squares would be no number. */
    @Test
    void a_rating_beyond_all_measure_counts_as_the_most() throws SQLException {
        InferenceRecord one = answer("a", 0, 100, 1);
        InferenceRecord two = answer("b", 0, 100, 1);
        store(one, two);
        rated(one, 1e200, 200);
        worth(two, -1e200, 200);
        assertThat(sample(metric(MetricKind.MEAN, "rating", null)).mean()).isEqualTo(0.5e12);
        Sample worth = sample(metric(MetricKind.MEAN, "value", null));
        assertThat(worth.mean()).isEqualTo(-0.5e12);
        assertThat(worth.variance()).isFinite();
    }

    /** Who is asked three times and says 2 each time is no happier than who says 4 once. */
    @Test
    void a_quantile_of_ratings_is_of_the_units_means_and_one_of_values_of_their_sums() throws SQLException {
        InferenceRecord[] often = {answer("a", 0, 100, 1), answer("a", 0, 110, 1), answer("a", 0, 120, 1)};
        InferenceRecord once = answer("b", 0, 100, 1);
        store(often);
        store(once);
        for (InferenceRecord one : often) {
            rated(one, 2, 200);
            worth(one, 2, 300);
        }
        rated(once, 4, 200);
        worth(once, 4, 300);
        assertThat(quantile("rating", 0.999).mean()).isBetween(3.9, 4.0);
        assertThat(quantile("rating", 0.01).mean()).isBetween(2.0, 2.1);
        assertThat(quantile("value", 0.999).mean()).isBetween(5.9, 6.0);
    }

    private Sample quantile(String event, double quantile) throws SQLException {
        return sample(new ExperimentMetric(MetricKind.QUANTILE, event, null, quantile, false, MetricSource.FEEDBACK));
    }

    @Test
    void others_experiments_and_organisations_take_no_part() throws SQLException {
        InferenceRecord mine = answer("a", 0, 100, 1);
        store(mine);
        store(answer("a", 0, 100, 1).in(new ExperimentArm(EXPERIMENT + 1, 0)));
        told(mine, "used", true, 200, ORGANISATION + 1);
        assertThat(sample(metric(MetricKind.PROPORTION, "used", null))).isEqualTo(Sample.proportion(0, 1));
        assertThat(sums.units(EXPERIMENT)).isEqualTo(Map.of(0, 1L));
    }
}
