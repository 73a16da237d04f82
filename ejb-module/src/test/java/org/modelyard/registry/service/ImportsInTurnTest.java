package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.batch.service.WaitingWork;
import org.modelyard.batch.service.WorkQueue;

class ImportsInTurnTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final Rows rows = new Rows();
    private final ImportsInTurn imports = new ImportsInTurn(rows, rows.open::contains);

    @Test
    void the_second_is_begun_when_the_first_has_ended() {
        assertThat(waiting()).containsExactly(FIRST, SECOND);
        assertThat(imports.claim(FIRST)).isTrue();
        assertThat(imports.claim(SECOND)).isFalse();
        assertThat(waiting()).isEmpty();
        rows.open.remove(FIRST);
        assertThat(waiting()).containsExactly(SECOND);
        assertThat(imports.claim(SECOND)).isTrue();
    }

    @Test
    void one_that_lost_its_job_is_begun_again_and_holds_its_turn() {
        assertThat(imports.claim(FIRST)).isTrue();
        rows.claimed.remove(FIRST);
        assertThat(waiting()).containsExactly(FIRST);
        assertThat(imports.claim(FIRST)).isTrue();
    }

    @Test
    void what_another_node_has_claimed_takes_no_turn_here() {
        rows.claimed.add(FIRST);
        assertThat(imports.claim(FIRST)).isFalse();
        assertThat(imports.claim(SECOND)).isTrue();
    }

    private List<UUID> waiting() {
        return imports.waiting().stream().map(WaitingWork::id).toList();
    }

    /** Two imports, each claimed by one at a time. */
    private static final class Rows implements WorkQueue {
        private final Set<UUID> open = new HashSet<>(Set.of(FIRST, SECOND));
        private final List<UUID> claimed = new ArrayList<>();

        @Override
        public List<WaitingWork> waiting() {
            return open.stream()
                    .filter(id -> !claimed.contains(id))
                    .sorted()
                    .map(id -> new WaitingWork(id, 1, "anna", Instant.EPOCH, null))
                    .toList();
        }

        @Override
        public List<WaitingWork> begun() {
            return List.of();
        }

        @Override
        public void fail(UUID id, String problem) {
            open.remove(id);
        }

        @Override
        public boolean claim(UUID id) {
            return open.contains(id) && !claimed.contains(id) && claimed.add(id);
        }
    }
}
