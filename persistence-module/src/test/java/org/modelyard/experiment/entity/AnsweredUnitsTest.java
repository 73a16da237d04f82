package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.model.CovariateWish;
import org.modelyard.experiment.model.CupedReading;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSource;
import org.modelyard.experiment.model.MetricSums;
import org.modelyard.serving.model.InferenceRecord;

/** What is stored of a unit with its first answer, and of one that comes too late. */
class AnsweredUnitsTest extends AnswersFloor {

    /** Of a variant. */
    private static final int UNITS = 300;

    private static final ExperimentPlan ADJUSTED = new ExperimentWish(
                    ExperimentSubject.VERSIONS,
                    List.of(
                            new ExperimentWish.Variant("a", null, null, null, "1.0.0"),
                            new ExperimentWish.Variant("b", null, null, null, "1.1.0")),
                    null,
                    null,
                    null,
                    null,
                    new ExperimentWish.Metric(MetricKind.MEAN, "value", null, null, null, MetricSource.FEEDBACK),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "churn",
                    null,
                    null,
                    true,
                    null,
                    new CovariateWish("spendBefore"))
            .plan();

    @Test
    void units_are_told_apart_by_what_their_first_answer_said_of_them() throws SQLException {
        plan("{\"segments\":[\"tier\",\"age\"]}");
        InferenceRecord gold = saying(answer("a", 0, 100, 1), "{\"tier\":\"gold\",\"age\":30}", null);
        store(
                saying(answer("a", 0, 110, 1), "{\"tier\":\"tin\"}", null),
                gold,
                saying(answer("b", 0, 100, 1), null, "{\"tier\":\"tin\"}"),
                answer("c", 0, 100, 1));
        store(saying(answer("c", 0, 120, 1), "{\"tier\":\"gold\"}", null));
        told(gold, "used", true, 200);
        assertThat(sums.segmentValues(EXPERIMENT, 0, 10)).containsExactly("gold", "tin");
        assertThat(sums.segmentValues(EXPERIMENT, 1, 10)).containsExactly("30");
        assertThat(sums.bySegment(
                        new JudgedUnits(EXPERIMENT, WINDOW, 100),
                        metric(MetricKind.PROPORTION, "used", null),
                        0,
                        List.of("gold", "tin")))
                .extracting(ExperimentSums.Tally::key, one -> one.sums().sample(MetricKind.PROPORTION))
                .containsExactlyInAnyOrder(
                        tuple(0L, Sample.proportion(1, 1)),
                        tuple(1L, Sample.proportion(0, 1)),
                        tuple(-1L, Sample.proportion(0, 1)));
    }

    @Test
    void the_covariate_of_the_plan_is_that_of_a_units_first_answer_where_it_is_a_number() throws SQLException {
        plan("{\"segments\":[],\"covariate\":\"spendBefore\"}");
        store(
                saying(answer("a", 0, 110, 1), "{\"spendBefore\":99}", null),
                saying(answer("a", 0, 100, 1), "{\"spendBefore\":12.5}", null),
                saying(answer("b", 0, 100, 1), "{\"spendBefore\":\"12.5\"}", null),
                answer("c", 0, 100, 1));
        store(saying(answer("c", 0, 120, 1), "{\"spendBefore\":99}", null));
        assertThat(one("select count(*) from experiment_exposure")).isEqualTo(3);
        assertThat(one("select count(covariate) from experiment_exposure")).isEqualTo(1);
        assertThat(one("select count(*) from experiment_exposure where unit = 'a' and covariate = 12.5"))
                .isEqualTo(1);
    }

    /** Means of what answers were worth, of units that spent before about what they spend now: the interval narrows by what is known. */
    @Test
    void what_answers_are_worth_is_adjusted_by_the_covariate_of_the_predictions() throws SQLException {
        plan("{\"segments\":[],\"covariate\":\"spendBefore\"}");
        SplittableRandom random = new SplittableRandom(95);
        InferenceRecord[] answers = new InferenceRecord[2 * UNITS];
        double[] before = new double[answers.length];
        for (int i = 0; i < answers.length; i++) {
            before[i] = 10 + 2 * random.nextGaussian();
            answers[i] = saying(answer("u" + i, i % 2, 100, 1), "{\"spendBefore\":" + before[i] + "}", null);
        }
        store(answers);
        for (int i = 0; i < answers.length; i++) {
            worth(answers[i], before[i] + random.nextGaussian(), 200);
        }
        MetricSums[] sides = {MetricSums.NONE, MetricSums.NONE};
        for (ExperimentSums.Tally tally : sums.tallies(
                new JudgedUnits(EXPERIMENT, WINDOW, 100),
                List.of(metric(MetricKind.MEAN, "value", null)),
                0,
                1_000_000)) {
            sides[tally.variant()] = sides[tally.variant()].plus(tally.sums());
        }
        CupedReading reading = CupedReading.of(ADJUSTED, List.of(sides), true).orElseThrow();
        assertThat(reading.used()).isTrue();
        assertThat(reading.units()).isEqualTo(2 * UNITS);
        assertThat(reading.varianceSaved()).isCloseTo(0.8, within(0.05));
        List<Sample> adjusted = CupedReading.samples(ADJUSTED, List.of(sides));
        assertThat(adjusted.get(1).n()).isEqualTo(UNITS);
        assertThat(adjusted.get(1).variance())
                .isLessThan(0.3 * sides[1].sample(MetricKind.MEAN).variance());
    }

    @Test
    void a_plan_that_cannot_be_read_loses_no_answer() throws SQLException {
        plan("{");
        store(saying(answer("a", 0, 100, 1), "{\"tier\":\"gold\"}", null));
        assertThat(sums.units(EXPERIMENT)).isEqualTo(Map.of(0, 1L));
    }

    @Test
    void a_record_whose_attributes_cannot_be_read_loses_no_other_and_is_in_no_segment() throws SQLException {
        plan("{\"segments\":[\"tier\"]}");
        store(
                saying(answer("a", 0, 100, 1), "{\"tier\":", null),
                saying(answer("b", 0, 100, 1), "{\"tier\":\"gold\"}", "nothing"),
                saying(answer("c", 0, 100, 1), "{\"tier\":\"gold\"}", null));
        assertThat(sums.units(EXPERIMENT)).isEqualTo(Map.of(0, 3L));
        assertThat(one("select count(*) from experiment_answer")).isEqualTo(3);
        assertThat(one("select count(*) from experiment_exposure where segment_0 = 'gold'"))
                .isEqualTo(1);
    }

    @Test
    void what_a_journal_kept_longer_than_the_experiment_lived_leaves_no_rows() throws SQLException {
        try (Statement delete = connection.createStatement()) {
            delete.execute("delete from experiment where id = " + EXPERIMENT);
        }
        store(answer("a", 0, 100, 1), answer("b", 1, 100, 1));
        assertThat(one("select count(*) from experiment_answer")).isZero();
        assertThat(one("select count(*) from experiment_exposure")).isZero();
    }
}
