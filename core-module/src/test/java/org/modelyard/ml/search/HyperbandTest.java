package org.modelyard.ml.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.search.Bracket.Rung;

class HyperbandTest {

    /** Li et al. 2018, algorithm 1 with R = 81 and η = 3. */
    @Test
    void brackets_are_those_of_the_paper() {
        assertThat(Bracket.hyperband(81, 3, 100))
                .containsExactly(
                        bracket(81, 1, 27, 3, 9, 9, 3, 27, 1, 81),
                        bracket(34, 3, 11, 9, 3, 27, 1, 81),
                        bracket(15, 9, 5, 27, 1, 81),
                        bracket(8, 27, 2, 81),
                        bracket(5, 81));
    }

    @Property
    void brackets_keep_to_the_configurations_that_are_allowed(
            @ForAll @IntRange(min = 1, max = 500) int configurations,
            @ForAll @IntRange(min = 1, max = 1_000) int epochs,
            @ForAll @IntRange(min = 2, max = 5) int eta) {
        List<Bracket> brackets = Bracket.within(configurations, epochs, eta);
        assertThat(brackets.stream().mapToInt(Bracket::configurations).sum()).isBetween(1, configurations);
        for (Bracket bracket : brackets) {
            List<Rung> rungs = bracket.rungs();
            assertThat(rungs.get(rungs.size() - 1).epochs()).isEqualTo(epochs);
            for (int i = 1; i < rungs.size(); i++) {
                assertThat(rungs.get(i).configurations())
                        .isBetween(1, rungs.get(i - 1).configurations());
                assertThat(rungs.get(i).epochs())
                        .isGreaterThanOrEqualTo(rungs.get(i - 1).epochs());
            }
        }
    }

    @Test
    void a_whole_pass_runs_as_the_table_says() {
        SearchPlan plan = Simulated.plan("method", "hyperband", "epochs", 81, "trials", 143, "metric", "logLoss");
        List<Trial> trials = Simulated.run(Search.of(plan, 1), 1, 1, HyperbandTest::learning);
        Map<String, Long> counts = trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> Simulated.stage(trial).bracket() + "/"
                                + Simulated.stage(trial).rung() + "/"
                                + Simulated.stage(trial).epochs(),
                        Collectors.counting()));
        assertThat(counts)
                .hasSize(15)
                .containsEntry("0/0/1", 81L)
                .containsEntry("0/1/3", 27L)
                .containsEntry("0/4/81", 1L)
                .containsEntry("1/0/3", 34L)
                .containsEntry("2/1/27", 5L)
                .containsEntry("3/1/81", 2L)
                .containsEntry("4/0/81", 5L);
    }

    @Test
    void the_best_of_a_rung_are_promoted_and_go_on_from_their_checkpoint() {
        SearchPlan plan = Simulated.plan("method", "hyperband", "epochs", 9, "metric", "logLoss");
        for (int parallel : new int[] {1, 4}) {
            List<Trial> trials = Simulated.run(Search.of(plan, 2), parallel, 2, HyperbandTest::learning);
            List<Trial> first = at(trials, 0, 0);
            List<Trial> second = at(trials, 0, 1);
            assertThat(second).hasSize(first.size() / 3);
            assertThat(second)
                    .extracting(trial -> Simulated.stage(trial).from())
                    .containsExactlyElementsOf(plan.ranked(first).stream()
                            .limit(second.size())
                            .map(Trial::number)
                            .toList());
            for (Trial trial : second) {
                assertThat(trial.hyperparameters())
                        .isEqualTo(trials.get(Simulated.stage(trial).from() - 1).hyperparameters());
            }
        }
    }

    @Test
    void a_rung_waits_and_meanwhile_the_next_bracket_begins() {
        SearchPlan plan = Simulated.plan("method", "hyperband", "epochs", 9, "metric", "logLoss");
        Search search = Search.of(plan, 2);
        List<Trial> history = new ArrayList<>();
        int configurations = 9;
        for (int i = 0; i < configurations; i++) {
            Trial trial = search.next(history).orElseThrow();
            history.add(i == 0 ? trial : trial.ended(learning(trial)));
        }
        assertThat(search.next(history).orElseThrow().stage()).isEqualTo(new Stage(1, 0, 3, 0));
        history.set(0, history.get(0).ended(learning(history.get(0))));
        assertThat(Simulated.stage(search.next(history).orElseThrow()).rung()).isEqualTo(1);
    }

    @Test
    void what_failed_is_not_promoted_and_does_not_hold_up_the_rest() {
        SearchPlan plan = Simulated.plan("method", "hyperband", "epochs", 9, "metric", "logLoss");
        List<Trial> trials = Simulated.run(
                Search.of(plan, 4),
                2,
                4,
                trial -> Simulated.stage(trial).bracket() == 0 ? new Outcome.Failed("No.") : learning(trial));
        assertThat(at(trials, 0, 1)).isEmpty();
        assertThat(at(trials, 1, 1)).isNotEmpty();
    }

    /** The bowl, and what is not learnt yet. */
    private static Outcome learning(Trial trial) {
        return new Outcome.Finished(
                Simulated.bowl(trial) + 1.0 / Simulated.stage(trial).epochs());
    }

    private static List<Trial> at(List<Trial> trials, int bracket, int rung) {
        return trials.stream()
                .filter(trial -> Simulated.stage(trial).bracket() == bracket
                        && Simulated.stage(trial).rung() == rung)
                .toList();
    }

    private static Bracket bracket(int... numbers) {
        List<Rung> rungs = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            rungs.add(new Rung(numbers[i], numbers[i + 1]));
        }
        return new Bracket(rungs);
    }
}
