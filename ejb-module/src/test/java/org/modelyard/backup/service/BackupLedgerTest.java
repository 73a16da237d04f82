package org.modelyard.backup.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.batch.model.WorkState;

class BackupLedgerTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(7);

    @Test
    void the_newest_whole_ones_stay_however_old_they_are() {
        BackupView first = made(30);
        BackupView second = made(20);
        BackupView third = made(10);
        assertThat(beyond(List.of(third, second, first), 2, Set.of())).containsExactly(first);
        assertThat(beyond(List.of(third, second, first), 0, Set.of())).containsExactly(third, second, first);
    }

    @Test
    void none_goes_before_its_time() {
        assertThat(beyond(List.of(made(1), made(2), made(8)), 1, Set.of()))
                .extracting(BackupView::createdAt)
                .containsExactly(NOW.minus(Duration.ofDays(8)));
    }

    @Test
    void damaged_ones_and_those_whose_archive_is_gone_do_not_count_as_kept() {
        BackupView whole = made(30);
        BackupView damaged = backup(20, WorkState.COMPLETED, "here", "another SHA-256");
        BackupView gone = made(10);
        assertThat(beyond(List.of(gone, damaged, whole), 1, Set.of(gone.id()))).containsExactly(gone, damaged);
    }

    @Test
    void failed_ones_go_and_those_of_other_nodes_are_left_alone() {
        BackupView failed = backup(20, WorkState.FAILED, null, null);
        BackupView others = backup(20, WorkState.COMPLETED, "there", null);
        BackupView early = backup(2, WorkState.FAILED, null, null);
        assertThat(beyond(List.of(early, failed, others), 0, Set.of())).containsExactly(failed);
    }

    private static List<BackupView> beyond(List<BackupView> ended, int keep, Set<UUID> gone) {
        return BackupLedger.beyond(
                ended,
                keep,
                NOW.minus(RETENTION),
                backup -> "here".equals(backup.node()),
                backup -> !gone.contains(backup.id()));
    }

    private static BackupView made(int daysAgo) {
        return backup(daysAgo, WorkState.COMPLETED, "here", null);
    }

    private static BackupView backup(int daysAgo, WorkState state, @Nullable String node, @Nullable String damage) {
        return new BackupView(
                UUID.randomUUID(),
                state,
                false,
                node,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                damage,
                null,
                null,
                "admin",
                NOW.minus(Duration.ofDays(daysAgo)),
                null);
    }
}
