package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.TooLate;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.service.PredictionOutcome.Answered;

/** Which of the champion's rows a shadow is asked. */
class PredictorShadowTest extends PredictorFloor {

    PredictorShadowTest(@TempDir Path home) {
        super(home);
    }

    @Test
    void a_shadow_is_asked_and_never_returned() throws IOException {
        floor.store.put(2, 0.2);
        floor.rows.rollOut(11, "production", 2, 0, true);
        Opened opened = open("refuse");
        Answered answer = (Answered) predict(opened.predictor(), row(41));
        assertThat(answer.version()).isEqualTo("1.1.0");
        List<InferenceRecord> logged = logged(opened);
        assertThat(logged).extracting(InferenceRecord::variant).containsExactly(Route.CHAMPION, Route.SHADOW);
        assertThat(logged).extracting(InferenceRecord::label).containsExactly("yes", "no");
        assertThat(logged).extracting(InferenceRecord::deploymentId).containsExactly(10L, 11L);
        assertThat(opened.mirror().take()).containsExactly(Map.entry(11L, new ShadowMirror.Counts(1, 1, 0, 1, 0, 0)));
        assertThat(opened.mirror().take()).isEmpty();
        assertThat(opened.predictor().answered()).isEqualTo(1);
    }

    /** Else what the champion fails on would be held against it alone, and a worse shadow would look as good. */
    @Test
    void a_shadow_is_asked_also_what_the_champion_fails_on() throws IOException {
        floor.store.put(1, Double.NaN);
        floor.store.put(2, 0.2);
        floor.rows.rollOut(11, "production", 2, 0, true);
        Opened opened = open("refuse");
        assertThat(predict(opened.predictor(), row(41))).isInstanceOf(PredictionOutcome.Failed.class);
        assertThat(logged(opened))
                .extracting(InferenceRecord::outcome)
                .containsExactly(InferenceOutcome.FAILED, InferenceOutcome.ANSWERED);
        assertThat(opened.mirror().take())
                .as("counted, and compared with nothing")
                .containsExactly(Map.entry(11L, new ShadowMirror.Counts(0, 0, 0, 1, 0, 1)));
    }

    @Test
    void a_shadow_is_not_asked_what_the_time_cut_short() throws IOException {
        floor.store.put(2, 0.2);
        floor.rows.rollOut(11, "production", 2, 0, true);
        Opened opened = open("refuse");
        Route route = opened.predictor().route(CALLER, ServingFloor.MODEL, null, null);
        Deadline over = Deadline.after(System.nanoTime(), Duration.ZERO);
        assertThat(opened.predictor().predict(CALLER, route, List.of(row(41)), System.nanoTime(), over))
                .first()
                .isInstanceOf(PredictionOutcome.Failed.class);
        assertThat(opened.mirror().take()).isEmpty();
    }

    /** It has a time of its own, as the shadow has: what it does not answer in it, it has failed on. */
    @Test
    void a_shadow_is_asked_what_the_champion_did_not_answer_in_its_own_time() throws IOException {
        floor.store.scorers.put(1L, input -> {
            throw new TooLate("the endpoint has not answered within 5 ms");
        });
        floor.store.put(2, 0.2);
        floor.rows.rollOut(11, "production", 2, 0, true);
        Opened opened = open("refuse");
        Route route = opened.predictor().route(CALLER, ServingFloor.MODEL, null, null);
        assertThat(opened.predictor().predict(CALLER, route, List.of(row(41)), System.nanoTime(), ample()))
                .singleElement()
                .isInstanceOfSatisfying(PredictionOutcome.Failed.class, failed -> assertThat(failed.late())
                        .isTrue());
        assertThat(opened.mirror().take()).containsExactly(Map.entry(11L, new ShadowMirror.Counts(0, 0, 0, 1, 0, 1)));
    }
}
