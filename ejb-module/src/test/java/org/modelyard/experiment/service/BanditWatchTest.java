package org.modelyard.experiment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.service.Timers;
import org.modelyard.serving.service.Wired;

class BanditWatchTest {

    @Test
    void one_that_cannot_be_looked_at_is_put_off_and_keeps_nobody_waiting() {
        Failing rounds = new Failing();
        Wired.with(new BanditWatch(), rounds, new Timers()).work();
        assertThat(rounds.putOff).containsExactly(1L, 2L);
        assertThat(rounds.begun).containsExactly(3L);
    }

    /** The first two fail, and the first cannot even be put off. */
    private static final class Failing extends BanditRounds {

        private final List<Long> putOff = new ArrayList<>();
        private final List<Long> begun = new ArrayList<>();

        @Override
        public List<Long> due() {
            return List.of(1L, 2L, 3L);
        }

        @Override
        public Optional<Proposal> look(long id) {
            if (id < 3) {
                throw new IllegalStateException("takes too long");
            }
            return Optional.of(new Proposal(id, 1, null, 0, false));
        }

        @Override
        public void begin(Proposal proposal) {
            begun.add(proposal.experiment());
        }

        @Override
        public void putOff(long id) {
            putOff.add(id);
            if (id == 1) {
                throw new IllegalStateException("nor that");
            }
        }
    }
}
