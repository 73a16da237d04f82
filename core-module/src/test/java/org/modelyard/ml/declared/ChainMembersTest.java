package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.condition.Condition;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Unanswerable;

/** How a chain asks a member, and what it tells of one that fails. */
class ChainMembersTest {

    private static final Signature PLAIN = new Signature(Task.REGRESSION, List.of(), List.of());
    private static final Signature RICH =
            new Signature(Task.REGRESSION, List.of(), List.of(), List.of(new Signature.Output("hours", List.of())));

    private record Member(Signature signature, Supplier<Scores> says) implements Scorer {

        @Override
        public Scores score(InputRow row) {
            if (!signature.outputs().isEmpty()) {
                throw new IllegalArgumentException("it has no room for its outputs");
            }
            return says.get();
        }

        @Override
        public Scores score(InputRow row, Scores[] others) {
            if (others.length != signature.outputs().size()) {
                throw new IllegalArgumentException("it has no room for its outputs");
            }
            Arrays.fill(others, new Scores.Valued(8));
            return says.get();
        }
    }

    @Test
    void a_member_with_further_outputs_has_room_for_them() {
        Asking asking = new Asking(Deadline.NONE, null);
        Scorer chain = chain(new Member(RICH, () -> new Scores.Valued(3)));
        assertThat(chain.score(InputRow.empty(0), new Scores[0], asking)).isEqualTo(new Scores.Valued(3));
        assertThat(asking.because()).isEqualTo("m 1.0.1: its answer counts");
        assertThat(chain.score(InputRow.empty(0))).isEqualTo(new Scores.Valued(3));
    }

    @Test
    void what_a_fault_says_is_for_the_log_and_what_a_member_says_is_for_the_caller() {
        Member broken = new Member(PLAIN, () -> {
            throw new IllegalStateException("Bearer hunter2");
        });
        Member none = new Member(PLAIN, () -> {
            throw new Unanswerable("out of order");
        });
        Asking asking = new Asking(Deadline.NONE, null);
        chain(broken, none, new Member(PLAIN, () -> new Scores.Valued(1)))
                .score(InputRow.empty(0), new Scores[0], asking);
        assertThat(asking.because())
                .isEqualTo("m 1.0.1: it failed; m 1.0.2: it had no answer (out of order); m 1.0.3: its answer counts");
        assertThatThrownBy(() -> chain(broken).score(InputRow.empty(0)))
                .isInstanceOf(Unanswerable.class)
                .hasMessageContaining("it failed")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void a_chain_whose_member_had_no_room_was_not_tried() {
        Member full = new Member(PLAIN, () -> {
            throw Unanswerable.forWantOfRoom("asked twice at once");
        });
        Member none = new Member(PLAIN, () -> {
            throw new Unanswerable("out of order");
        });
        assertThatThrownBy(() -> chain(full, none).score(InputRow.empty(0)))
                .isInstanceOfSatisfying(
                        Unanswerable.class, e -> assertThat(e.wantOfRoom()).isTrue());
        assertThatThrownBy(() -> chain(none).score(InputRow.empty(0)))
                .isInstanceOfSatisfying(
                        Unanswerable.class, e -> assertThat(e.wantOfRoom()).isFalse());
    }

    private static Scorer chain(Scorer... members) {
        List<ChainStep> steps = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (int i = 1; i <= members.length; i++) {
            steps.add(new ChainStep("m", "1.0." + i, null, null, 0, null));
            conditions.add(null);
        }
        return new ChainScorer(PLAIN, List.of(), steps, conditions, List.of(members));
    }
}
