package org.modelyard.ml.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.explain.Contribution;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.feature.EncodingSpec;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.testdata.SharedData;

class CandidateRankingTest {

    private static final List<FeatureSpec> FEATURES =
            List.of(new FeatureSpec("age", FeatureType.NUMERIC), new FeatureSpec("price", FeatureType.NUMERIC));

    @Test
    void a_unit_is_joined_with_each_candidate_and_the_best_come_first() {
        AtomicInteger asked = new AtomicInteger();
        Scorer scorer = Answering.probability(FEATURES, row -> {
            asked.incrementAndGet();
            return Math.abs(row.numbers()[0] - row.numbers()[1]) / 100;
        });
        List<Map<String, Object>> joined = CandidateRanking.join(
                Map.of("age", 40),
                List.of(Map.of("price", 50), Map.of("price", 10), Map.of("price", 70), Map.of("price", 60)));
        List<InputRow> rows = joined.stream()
                .map(inputs -> Answering.read(scorer.signature(), inputs))
                .toList();
        CandidateRanking ranking = CandidateRanking.of(scorer, rows, null, 3);
        assertThat(asked).hasValue(4);
        assertThat(ranking.label()).isEqualTo("yes");
        assertThat(ranking.asked()).isEqualTo(4);
        // 10 and 70 are as good: the first given stays first
        assertThat(ranking.candidates())
                .extracting(CandidateRanking.Candidate::position)
                .containsExactly(1, 2, 3);
        assertThat(ranking.candidates())
                .allSatisfy(one -> assertThat(one.reasons()).isEmpty());
        assertThat(ranking.scale()).isNull();
        assertThat(CandidateRanking.of(scorer, rows, "no", 1)
                        .candidates()
                        .get(0)
                        .position())
                .isEqualTo(0);
        assertThat(ranking.toJson()).contains("\"asked\":4").doesNotContain("scale");
    }

    /** An endpoint answers 64 rows in one call; 10,000 calls would take longer than anybody waits. */
    @Test
    void a_model_that_takes_many_rows_is_asked_about_them_together() {
        Scorer one = Answering.value(FEATURES, row -> row.numbers()[1]);
        List<Integer> calls = new ArrayList<>();
        Scorer many = new Together(one, calls);
        List<InputRow> rows = Stream.of(5.0, 1.0, 9.0, 7.0, 3.0, 8.0, 2.0)
                .map(price -> new InputRow(new double[] {40, price}, new String[2]))
                .toList();
        CandidateRanking ranking = CandidateRanking.of(many, rows, null, 3);
        assertThat(calls).containsExactly(3, 3, 1);
        assertThat(ranking).isEqualTo(CandidateRanking.of(one, rows, null, 3));
        assertThat(ranking.candidates())
                .extracting(CandidateRanking.Candidate::position)
                .containsExactly(2, 5, 3);
    }

    @Test
    void an_answer_that_is_no_number_is_no_recommendation() {
        Scorer scorer = Answering.value(FEATURES, row -> 1 / row.numbers()[1] - 1 / row.numbers()[0]);
        List<InputRow> rows = Stream.of(0.0, 2.0, Double.NaN)
                .map(price -> new InputRow(new double[] {40, price}, new String[2]))
                .toList();
        CandidateRanking ranking = CandidateRanking.of(scorer, rows, null, 3);
        assertThat(ranking.asked()).isEqualTo(3);
        assertThat(ranking.candidates())
                .extracting(CandidateRanking.Candidate::position)
                .containsExactly(1);
    }

    /** Three rows a call, and no single ones. */
    private record Together(Scorer one, List<Integer> calls) implements Scorer {

        @Override
        public Signature signature() {
            return one.signature();
        }

        @Override
        public Scores score(InputRow row) {
            throw new AssertionError("nobody asks about one row here");
        }

        @Override
        public int batch() {
            return 3;
        }

        @Override
        public Scores[] scoreAll(InputRow[] rows) {
            calls.add(rows.length);
            return one.scoreAll(rows);
        }
    }

    @Test
    void a_name_that_both_give_is_refused() {
        List<Map<String, Object>> candidates =
                new ArrayList<>(List.of(Map.of("price", 1), Map.of("age", 2, "price", 3)));
        assertThatThrownBy(() -> CandidateRanking.join(Map.of("age", 40), candidates))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> {
                    assertThat(refusal.errors()).hasSize(1);
                    assertThat(refusal.errors().get(0).field()).isEqualTo("candidates[1].age");
                    assertThat(refusal.errors().get(0).message()).contains("leave it out of one");
                });
        assertThatThrownBy(() -> CandidateRanking.join(Map.of(), List.of())).isInstanceOf(Refusal.Invalid.class);
        candidates.add(null);
        assertThatThrownBy(() -> CandidateRanking.join(Map.of(), candidates))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.errors().get(0).field()).isEqualTo("candidates[2]"));
    }

    @Test
    void only_the_best_have_reasons_and_they_sum_to_what_the_model_states() {
        // a and b are -1 and 1 once standardised
        FeatureEncoder encoder = FeatureEncoder.fit(
                new Table(
                        SharedData.schema(Task.REGRESSION, "y", "a:NUMERIC", "b:NUMERIC"),
                        List.of(new Column.Numbers(new double[] {0, 2}), new Column.Numbers(new double[] {10, 30})),
                        new Column.Numbers(new double[] {0, 1})),
                EncodingSpec.defaults());
        ModelScorer scorer = new ModelScorer(
                encoder, new LinearModel(Link.IDENTITY, 1, 2, new double[] {2, 3}, new double[] {0.5}), List.of());
        List<InputRow> rows = List.of(row(0, 10), row(2, 30), row(2, 10));
        CandidateRanking ranking = CandidateRanking.of(scorer, rows, null, 2);
        assertThat(ranking.scale()).isEqualTo(Explanation.Scale.VALUE);
        CandidateRanking.Candidate first = ranking.candidates().get(0);
        assertThat(first.position()).isEqualTo(1);
        assertThat(first.score()).isCloseTo(5.5, within(1e-6));
        assertThat(first.reasons()).extracting(Contribution::feature).containsExactly("b", "a");
        assertThat(first.reasons().stream()
                        .mapToDouble(Contribution::contribution)
                        .sum())
                .isCloseTo(5, within(1e-6));
        assertThat(ranking.candidates()).hasSize(2);
        assertThat(ranking.toJson()).contains("\"scale\":\"VALUE\"", "\"feature\":\"b\",\"value\":\"30\"");
        assertThatIllegalArgumentException().isThrownBy(() -> CandidateRanking.of(scorer, rows, null, 0));
    }

    private static InputRow row(double a, double b) {
        return new InputRow(new double[] {a, b}, new String[2]);
    }
}
