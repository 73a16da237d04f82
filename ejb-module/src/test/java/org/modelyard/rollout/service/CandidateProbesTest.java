package org.modelyard.rollout.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.service.ModelTrial;
import org.modelyard.serving.service.Wired;

class CandidateProbesTest {

    private static final RolloutLooks.Open OPEN = new RolloutLooks.Open(7, 3, 101, true);

    private Optional<ModelTrial.Finding> found = Optional.empty();
    private @Nullable RuntimeException thrown;
    private long now;

    private final CandidateProbes probes = Wired.with(
            new CandidateProbes(() -> now),
            new ModelTrial() {
                @Override
                public Optional<Finding> probe(long versionId, DeploymentCare care) {
                    if (thrown != null) {
                        throw thrown;
                    }
                    return found;
                }
            },
            new CandidateCare() {
                @Override
                public DeploymentCare of(long rollout) {
                    return DeploymentCare.USUAL;
                }
            },
            Wired.inline());

    @Test
    void one_that_answers_wrongly_is_sick_at_once() {
        assertThat(probes.sick(OPEN)).isNull();
        finds(ModelTrial.Finding.Kind.WRONG, "It says no.");
        assertThat(probes.sick(OPEN)).isEqualTo("It says no.");
    }

    @Test
    void one_that_does_not_answer_is_sick_after_several_tries_in_a_row() {
        for (int run = 0; run < 3; run++) {
            finds(ModelTrial.Finding.Kind.UNANSWERED, "It is away.");
            for (int i = 1; i < CandidateProbes.IN_A_ROW; i++) {
                assertThat(probes.sick(OPEN)).isNull();
            }
            found = Optional.empty();
            assertThat(probes.sick(OPEN)).as("it answers again").isNull();
        }
        finds(ModelTrial.Finding.Kind.UNANSWERED, "It is away.");
        for (int i = 1; i < CandidateProbes.IN_A_ROW; i++) {
            assertThat(probes.sick(OPEN)).isNull();
        }
        assertThat(probes.sick(OPEN)).isEqualTo("It is away. That was the answer to 5 tries in a row.");
    }

    /** A busy candidate is no bad one. */
    @Test
    void want_of_room_never_counts() {
        finds(ModelTrial.Finding.Kind.NO_ROOM, "It is asked 4 times at once.");
        for (int i = 0; i < 50; i++) {
            assertThat(probes.sick(OPEN)).isNull();
        }
        finds(ModelTrial.Finding.Kind.UNANSWERED, "It is away.");
        assertThat(probes.sick(OPEN)).isNull();
    }

    @Test
    void what_cannot_be_tried_now_says_nothing_and_what_is_over_is_forgotten() {
        thrown = new IllegalStateException("the artifact store is away");
        for (int i = 0; i < 50; i++) {
            assertThat(probes.sick(OPEN)).isNull();
        }
        thrown = null;
        finds(ModelTrial.Finding.Kind.WRONG, "It says no.");
        assertThat(probes.sick(OPEN)).isNotNull();
        found = Optional.empty();
        probes.keep(List.of());
        assertThat(probes.sick(OPEN)).isNull();
    }

    /** What another node has found meanwhile is not known here. */
    @Test
    void tries_before_this_node_was_away_are_in_no_row_with_those_after() {
        finds(ModelTrial.Finding.Kind.UNANSWERED, "It is away.");
        for (int i = 1; i < CandidateProbes.IN_A_ROW; i++) {
            look(Duration.ofSeconds(1));
            assertThat(probes.sick(OPEN)).isNull();
        }
        look(CandidateProbes.AWAY.plusSeconds(1));
        assertThat(probes.sick(OPEN)).as("the first again").isNull();
        for (int i = 2; i < CandidateProbes.IN_A_ROW; i++) {
            look(Duration.ofSeconds(1));
            assertThat(probes.sick(OPEN)).isNull();
        }
        look(CandidateProbes.AWAY);
        assertThat(probes.sick(OPEN)).as("slow, and not away").contains("5 tries in a row");
    }

    private void look(Duration later) {
        now += later.toNanos();
        probes.keep(List.of(OPEN.id()));
    }

    private void finds(ModelTrial.Finding.Kind kind, String words) {
        found = Optional.of(new ModelTrial.Finding(kind, words));
    }
}
