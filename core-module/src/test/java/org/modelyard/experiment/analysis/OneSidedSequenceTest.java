package org.modelyard.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OneSidedSequenceTest {

    private static final OneSidedSequence SEQUENCE = new OneSidedSequence(0.05, 2_000);

    /** The likelihood ratio of a drift against none, averaged over half a Gaussian of drifts: by summing it up over a fine grid. */
    @Test
    void the_evidence_is_the_mixture_that_it_says() {
        for (double values : new double[] {100, 2_000, 50_000}) {
            for (double z : new double[] {-2, 0, 1.5, 4}) {
                assertThat(SEQUENCE.logEvidence(z, values)).isCloseTo(Math.log(mixture(z, values)), within(1e-6));
            }
        }
    }

    private static double mixture(double z, double values) {
        double rho = new ConfidenceSequence(0.1, 2_000).rho();
        double width = 1e-4 * rho;
        double sum = 0;
        for (double drift = width / 2; drift < 10 * rho; drift += width) {
            double density = 2 * Math.exp(-drift * drift / (2 * rho * rho)) / (rho * Math.sqrt(2 * Math.PI));
            sum += density * width * Math.exp(drift * z * Math.sqrt(values) - drift * drift * values / 2);
        }
        return sum;
    }

    @Test
    void at_the_boundary_the_evidence_is_what_is_needed() {
        for (double values : new double[] {50, 2_000, 1e6}) {
            assertThat(SEQUENCE.logEvidence(SEQUENCE.boundary(values), values)).isCloseTo(Math.log(20), within(1e-9));
        }
    }

    @Test
    void one_side_is_nearer_than_two_and_no_nearer_than_a_single_look() {
        assertThat(SEQUENCE.boundary(2_000))
                .isLessThan(new ConfidenceSequence(0.05, 2_000).boundary(2_000))
                .isGreaterThan(1.645);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OneSidedSequence(0.6, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> new OneSidedSequence(0, 100));
    }
}
