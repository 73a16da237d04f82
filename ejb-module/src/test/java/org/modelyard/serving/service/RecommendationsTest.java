package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.ml.advice.CandidateRanking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;

/** Candidates of models that are better asked about many rows at once, and of models that have no answer. */
class RecommendationsTest extends PredictorFloor {

    private final Elsewhere elsewhere = new Elsewhere();

    RecommendationsTest(@TempDir Path home) {
        super(home);
        floor.store.whole.put(1L, elsewhere);
    }

    @Test
    void an_endpoint_is_asked_about_many_candidates_at_once_and_the_best_are_logged() throws IOException {
        Opened opened = open("refuse");
        elsewhere.calls.clear(); // it is tried with a row when it is loaded
        CandidateRanking ranking = rank(opened, wish(10), Deadline.NONE).ranking();
        assertThat(ranking.candidates())
                .extracting(CandidateRanking.Candidate::position)
                .containsExactly(9, 8);
        assertThat(elsewhere.calls).startsWith(4, 4, 2);
        assertThat(logged(opened)).hasSize(2);
    }

    @Test
    void no_answer_for_a_candidate_is_said_and_is_no_fault_of_the_server() throws IOException {
        Opened opened = open("refuse");
        elsewhere.away = true;
        assertThatThrownBy(() -> rank(opened, wish(10), Deadline.NONE))
                .isInstanceOf(Refusal.Unavailable.class)
                .hasMessageContaining("no answer for one of the candidates");
        assertThat(logged(opened)).isEmpty();
    }

    @Test
    void nobody_is_asked_when_the_time_is_over() throws IOException {
        Opened opened = open("refuse");
        elsewhere.calls.clear();
        assertThatThrownBy(() -> rank(opened, wish(10), new Deadline(true, System.nanoTime() - 1)))
                .isInstanceOf(Refusal.Unavailable.class)
                .hasMessageContaining("in time");
        assertThat(elsewhere.calls).isEmpty();
    }

    private static Recommendations.Recommended rank(Opened opened, Recommendations.Wish wish, Deadline deadline) {
        Recommendations recommendations =
                Wired.with(new Recommendations(), opened.predictor(), opened.rooms(), Clock.systemUTC());
        Route route = opened.predictor().route(CALLER, ServingFloor.MODEL, null, null);
        return recommendations.rank(CALLER, route, wish, System.nanoTime(), deadline, () -> {});
    }

    /** The older, the better. */
    private static Recommendations.Wish wish(int candidates) {
        return new Recommendations.Wish(
                "anna",
                Map.of(),
                IntStream.range(0, candidates)
                        .mapToObj(age -> new Recommendations.Candidate(Map.of("age", age), null))
                        .toList(),
                null,
                "yes",
                2,
                null);
    }

    /** Answers four rows a call. */
    private static final class Elsewhere implements Scorer {
        private final List<Integer> calls = new ArrayList<>();
        private boolean away;

        @Override
        public Signature signature() {
            return ServingFloor.SIGNATURE;
        }

        @Override
        public int batch() {
            return 4;
        }

        @Override
        public Scores score(InputRow row) {
            return scoreAll(new InputRow[] {row})[0];
        }

        @Override
        public Scores[] scoreAll(InputRow[] rows) {
            calls.add(rows.length);
            if (away) {
                throw new Unanswerable("the endpoint is away");
            }
            Scores[] scores = new Scores[rows.length];
            for (int i = 0; i < rows.length; i++) {
                double age = rows[i].numbers()[0];
                double yes = Double.isNaN(age) ? 0.5 : age / 100;
                scores[i] = new Scores.Labelled(ServingFloor.SIGNATURE.labels(), new double[] {1 - yes, yes}, 0);
            }
            return scores;
        }
    }
}
