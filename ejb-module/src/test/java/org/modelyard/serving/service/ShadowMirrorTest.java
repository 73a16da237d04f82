package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.model.PredictionRow;

class ShadowMirrorTest {

    private static final Scores YES = new Scores.Labelled(List.of("no", "yes"), new double[] {0.1, 0.9}, 1);
    private static final Scores NO = new Scores.Labelled(List.of("no", "yes"), new double[] {0.9, 0.1}, 0);

    private final ServingFloor floor = new ServingFloor();

    ShadowMirrorTest() {
        floor.store.put(1, 0.9);
        floor.store.put(2, 0.2);
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.rows.rollOut(11, "production", 2, 0, true);
        floor.table.reload();
    }

    @Test
    void what_comes_while_too_many_wait_is_dropped_and_counted() {
        ShadowMirror stuck = mirror(Wired.idle());
        for (int i = 0; i < ShadowMirror.MOST_WAITING + 5; i++) {
            offer(stuck);
        }
        assertThat(stuck.take()).containsExactly(Map.entry(11L, new ShadowMirror.Counts(0, 0, 5, 0, 0, 0)));
    }

    @Test
    void what_is_not_its_turn_in_time_is_dropped_and_counted() {
        ShadowMirror late = Wired.with(
                new ShadowMirror(Duration.ZERO),
                new InferenceJournal(),
                Wired.inline(),
                new LogPolicies(),
                new ModelAccounts(),
                new DeploymentRooms(),
                Clock.systemUTC());
        offer(late);
        assertThat(late.take()).containsExactly(Map.entry(11L, new ShadowMirror.Counts(0, 0, 1, 0, 0, 0)));
    }

    /** Else a shadow that takes its time would fail on what waited, and be withdrawn for it. */
    @Test
    void a_row_that_waited_for_its_turn_has_all_the_time_from_there() {
        List<Deadline> given = new ArrayList<>();
        floor.store.put(3, 0.2);
        floor.store.whole.put(3L, new Heeding(given));
        floor.rows.states.put(11L, DeploymentState.ROLLED_BACK);
        floor.rows.rollOut(12, "production", 3, 0, true);
        floor.table.reload();
        given.clear(); // a model is warmed up with a row when it is loaded
        List<Runnable> kept = new ArrayList<>();
        Duration patience = Duration.ofHours(1);
        ShadowMirror mirror = Wired.with(
                new ShadowMirror(patience),
                new InferenceJournal(),
                new DeploymentRooms(),
                Wired.later(kept),
                new LogPolicies(),
                new ModelAccounts(),
                Clock.systemUTC());
        offer(mirror);
        long turn = System.nanoTime();
        kept.forEach(Runnable::run);
        assertThat(given).singleElement().satisfies(deadline -> assertThat(
                        deadline.nanos() - (turn + patience.toNanos()))
                .isNotNegative());
    }

    /** Says by when it was to answer. */
    private record Heeding(List<Deadline> given) implements Scorer {

        @Override
        public Signature signature() {
            return ServingFloor.SIGNATURE;
        }

        @Override
        public Scores score(InputRow row) {
            return NO;
        }

        @Override
        public Scores score(InputRow row, Scores[] others, Asking asking) {
            given.add(asking.deadline());
            return NO;
        }
    }

    @Test
    void what_cannot_be_logged_is_not_compared() {
        ShadowMirror mirror = mirror(Wired.inline()); // its journal is closed
        offer(mirror);
        assertThat(mirror.take()).containsExactly(Map.entry(11L, new ShadowMirror.Counts(0, 0, 1, 0, 0, 0)));
    }

    @Test
    void counts_that_could_not_be_stored_are_given_back() {
        ShadowMirror mirror = mirror(Wired.inline());
        mirror.giveBack(Map.of(11L, new ShadowMirror.Counts(7, 2, 1, 9, 1, 1)));
        mirror.giveBack(Map.of(11L, new ShadowMirror.Counts(1, 1, 0, 1, 0, 0)));
        assertThat(mirror.take()).containsExactly(Map.entry(11L, new ShadowMirror.Counts(8, 3, 1, 10, 1, 1)));
    }

    @Test
    void what_one_side_fails_on_is_counted_and_not_compared() {
        MirrorTally tally = new MirrorTally();
        tally.asked(true, true, true);
        tally.asked(true, true, false);
        tally.asked(true, false, false);
        tally.asked(false, true, false);
        tally.asked(false, false, false);
        assertThat(tally.take()).isEqualTo(new ShadowMirror.Counts(2, 1, 0, 5, 2, 2));
        assertThat(tally.take().none()).isTrue();
        assertThat(new ShadowMirror.Counts(0, 0, 0, 0, 1, 0).none()).isFalse();
        assertThat(new ShadowMirror.Counts(0, 0, 0, 0, 0, 1).none()).isFalse();
    }

    @Test
    void the_same_class_and_nearly_the_same_number_are_the_same_answer() {
        assertThat(ShadowMirror.same(YES, YES)).isTrue();
        assertThat(ShadowMirror.same(YES, NO)).isFalse();
        assertThat(ShadowMirror.same(new Scores.Valued(100), new Scores.Valued(104)))
                .isTrue();
        assertThat(ShadowMirror.same(new Scores.Valued(100), new Scores.Valued(106)))
                .isFalse();
        assertThat(ShadowMirror.same(new Scores.Valued(0), new Scores.Valued(0)))
                .isTrue();
        assertThat(ShadowMirror.same(new Scores.Valued(1), YES)).isFalse();
    }

    private static ShadowMirror mirror(ManagedExecutorService executor) {
        return Wired.with(
                new ShadowMirror(),
                new InferenceJournal(),
                new DeploymentRooms(),
                executor,
                new LogPolicies(),
                new ModelAccounts(),
                Clock.systemUTC());
    }

    private void offer(ShadowMirror mirror) {
        Route route = floor.table.route(Caller.server(ServingFloor.ORGANISATION), ServingFloor.MODEL, null, null);
        @Nullable String[] none = new String[1];
        PredictionRow row = new PredictionRow(new InputRow(new double[] {41}, none), List.of(), null, null, null, null);
        mirror.offer(ServingFloor.ORGANISATION, route, row, YES);
    }
}
