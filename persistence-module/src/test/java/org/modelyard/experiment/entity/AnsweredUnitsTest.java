package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.serving.model.InferenceRecord;

/** What is stored of a unit with its first answer, and of one that comes too late. */
class AnsweredUnitsTest extends AnswersFloor {

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
