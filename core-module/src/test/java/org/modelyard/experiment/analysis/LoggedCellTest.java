package org.modelyard.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoggedCellTest {

    private static final int EACH = 50;

    /** Six cells of rows, with rewards that are no shares. */
    @Test
    void sums_say_the_same_as_the_rows_that_they_are_of() {
        double[] target = {0.1, 0.9, 0.1, 0.9, 0, 1};
        double[] logged = {0.5, 0.5, 0.8, 0.2, 0.3, 0.7};
        double[] modelled = {1, 2, 1.5, 2.5, 0, 3};
        double[] expected = {1.9, 1.9, 2.4, 2.4, 3, 3};
        SplittableRandom random = new SplittableRandom(5);
        int n = EACH * target.length;
        OffPolicy.Rows rows = new OffPolicy.Rows(
                new double[n], new double[n], new double[n], new double[n], new double[n]);
        List<LoggedCell> cells = new ArrayList<>();
        for (int c = 0; c < target.length; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = c * EACH; i < (c + 1) * EACH; i++) {
                rows.reward()[i] = random.nextDouble(10) - 2;
                rows.target()[i] = target[c];
                rows.logged()[i] = logged[c];
                rows.modelled()[i] = modelled[c];
                rows.modelledPolicy()[i] = expected[c];
                sum += rows.reward()[i];
                squares += rows.reward()[i] * rows.reward()[i];
            }
            cells.add(new LoggedCell(EACH, sum, squares, target[c], logged[c], modelled[c], expected[c]));
        }
        OffPolicy byRows = OffPolicy.estimate(rows);
        OffPolicy bySums = LoggedCell.estimate(cells);
        assertThat(bySums.rows()).isEqualTo(n);
        assertThat(bySums.ips()).isCloseTo(byRows.ips(), within(1e-12));
        assertThat(bySums.snips()).isCloseTo(byRows.snips(), within(1e-12));
        assertThat(bySums.doublyRobust()).isCloseTo(byRows.doublyRobust(), within(1e-12));
        assertThat(bySums.effectiveSample()).isCloseTo(byRows.effectiveSample(), within(1e-9));
        assertThat(bySums.largestWeight()).isEqualTo(byRows.largestWeight());
        for (int i = 0; i < 3; i++) {
            assertThat(bySums.standardErrors()[i])
                    .as("standard error " + i)
                    .isCloseTo(byRows.standardErrors()[i], within(1e-12));
        }
    }

    @Test
    void a_policy_that_gives_nothing_that_was_logged_has_no_effective_sample() {
        OffPolicy found = LoggedCell.estimate(List.of(new LoggedCell(500, 20, 20, 0, 0.5, 0.04, 0.04)));
        assertThat(found.effectiveSample()).isZero();
        assertThat(found.snips()).isNaN();
        assertThat(found.warning()).isPresent();
    }

    @Test
    void cells_without_rows_or_without_a_propensity_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LoggedCell.estimate(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new LoggedCell(0, 0, 0, 1, 0.5, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LoggedCell(1, 0, 0, 1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LoggedCell(1, 0, 0, -0.1, 0.5, 0, 0));
    }
}
