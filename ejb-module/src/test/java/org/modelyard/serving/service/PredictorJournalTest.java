package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.LogPolicy;
import org.modelyard.serving.service.PredictionOutcome.Answered;

/** What the journal keeps of inputs, and what happens when it is full or closed. */
class PredictorJournalTest extends PredictorFloor {

    PredictorJournalTest(@TempDir Path home) {
        super(home);
    }

    @Test
    void what_the_policy_withholds_is_not_in_the_journal() throws IOException {
        said.policies = Map.of(3L, new LogPolicy(LogPolicy.Inputs.NONE, true));
        Opened opened = open("refuse");
        assertThat(predict(opened.predictor(), row(41))).isInstanceOf(Answered.class);
        assertThat(logged(opened).get(0).inputs().numbers()).isEmpty();
    }

    @Test
    void as_long_as_the_policies_cannot_be_read_nothing_is_kept() throws IOException {
        said.fault = new IllegalStateException("the database is away");
        Opened opened = open("refuse");
        assertThat(predict(opened.predictor(), row(41))).isInstanceOf(Answered.class);
        assertThat(logged(opened).get(0).inputs().numbers()).isEmpty();
    }

    @Test
    void a_full_journal_refuses_and_alerts() throws IOException {
        Opened opened = open("refuse");
        List<UUID> answered = new ArrayList<>();
        Refusal.Unavailable refused = catchThrowableOfType(Refusal.Unavailable.class, () -> {
            for (int i = 0; i < MOST_ROWS; i++) {
                answered.add(((Answered) predict(opened.predictor(), row(i))).inferenceId());
            }
        });
        assertThat(refused).as("refusal within " + MOST_ROWS + " rows").isNotNull();
        assertThat(refused.retryAfter()).isPositive();
        assertThat(refused).hasMessageContaining("cannot be logged");
        assertThatThrownBy(() -> predict(opened.predictor(), row(1))).isInstanceOf(Refusal.Unavailable.class);
        assertThat(opened.predictor().answered()).isEqualTo(answered.size());
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.kind()).isEqualTo("JOURNAL_FULL");
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.detail()).contains("refused");
        });
        assertThat(logged(opened))
                .as("what was answered, and nothing else")
                .extracting(InferenceRecord::inferenceId)
                .isEqualTo(answered);
        assertThat(predict(opened.predictor(), row(1)))
                .as("there is room again once it was drained")
                .isInstanceOf(Answered.class);
    }

    @Test
    void a_full_journal_lets_answers_go_unlogged_when_told_to() throws IOException {
        Opened opened = open("unlogged");
        int answered = 0;
        while (alerts.isEmpty() && answered < MOST_ROWS) {
            assertThat(predict(opened.predictor(), row(1))).isInstanceOf(Answered.class);
            answered++;
        }
        assertThat(alerts).singleElement().satisfies(alert -> assertThat(alert.detail())
                .contains("unlogged"));
        assertThat(opened.inferences().stats().unlogged()).isEqualTo(1);
        assertThat(logged(opened)).hasSize(answered - 1);
    }

    @Test
    void without_a_journal_or_the_role_nothing_is_answered() throws IOException {
        Opened opened = open("refuse");
        Caller viewer = new Caller(ServingFloor.ORGANISATION, "reader", Role.VIEWER, "test");
        assertThatThrownBy(() -> opened.predictor().route(viewer, ServingFloor.MODEL, null, null))
                .isInstanceOf(Refusal.Forbidden.class);
        opened.inferences().close();
        assertThatThrownBy(() -> predict(opened.predictor(), row(1)))
                .isInstanceOf(Refusal.Unavailable.class)
                .hasMessageContaining("not open");
        assertThat(opened.predictor().answered()).isZero();
    }
}
