package org.modelyard.backup.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.backup.entity.Backup;
import org.modelyard.backup.entity.StoredBackups;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.WrittenArchive;
import org.modelyard.batch.model.WorkState;
import org.modelyard.batch.service.LivingNodes;
import org.modelyard.batch.service.WorkStarts;
import org.modelyard.platform.service.MovedClock;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.service.RecordedTimers;
import org.modelyard.platform.settings.BackupSettings;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.serving.service.Wired;

class BackupTimersTest {

    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration RETENTION = Duration.ofDays(2);
    private static final UUID HERE = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID THERE = UUID.fromString("01900000-0000-7000-8000-000000000002");
    private static final UUID GONE = UUID.fromString("01900000-0000-7000-8000-000000000003");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private final MovedClock clock = new MovedClock();
    private RecordedTimers timers = new RecordedTimers();
    private final Rows rows = new Rows();
    private final List<BackupQueued> queued = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private BackupFiles files;

    @BeforeEach
    void server() {
        begin(EVERY, RETENTION);
    }

    private void begin(Duration every, Duration retention) {
        BackupSettings settings = new BackupSettings(every, "", true, 1, retention, "");
        Node node = new Node() {
            @Override
            public UUID id() {
                return HERE;
            }
        };
        ServerKeeper keeper = new ServerKeeper() {
            @Override
            public long organisation() {
                return 1;
            }
        };
        Audit audit = new Audit() {
            @Override
            public void done(Caller caller, String action, String subject, @Nullable String detail) {
                audited.add(action);
            }
        };
        LivingNodes two = new LivingNodes() {
            @Override
            public boolean isLiving(String id) {
                return id.equals(HERE.toString()) || id.equals(THERE.toString());
            }
        };
        files = Wired.with(
                new BackupFiles(), settings, new ServerSettings(home, 1, "", 1, Duration.ofHours(1)), node, two);
        Backups backups = Wired.with(new Backups(), rows, keeper, files, two, audit, Wired.event(queued), clock);
        BackupLedger ledger = Wired.with(new BackupLedger(), rows, node, backups, files, audit, settings, clock);
        Wired.with(new BackupDispatcher(), ledger, backups, keeper, new WorkStarts(), timers, settings, Wired.idle())
                .begin();
    }

    @Test
    void a_backup_is_asked_for_when_it_is_due_and_not_before() {
        assertThat(timers.of("backups").cluster()).isTrue();
        timers.fire("backups");
        assertThat(rows.all).singleElement().satisfies(backup -> {
            assertThat(backup.inferences()).isTrue();
            assertThat(backup.createdBy()).isEqualTo(Caller.server(1).actor());
        });
        assertThat(queued).as("whose job starts after the commit").hasSize(1);
        timers.fire("backups");
        clock.pass(EVERY.minusSeconds(1));
        timers.fire("backups");
        assertThat(rows.all).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        timers.fire("backups");
        assertThat(rows.all).hasSize(2);
        assertThat(audited).containsExactly("backup.create", "backup.create");
    }

    @Test
    void without_an_interval_none_is_made() {
        timers = new RecordedTimers();
        begin(Duration.ZERO, RETENTION);
        assertThat(timers.find("backups")).isNull();
        assertThat(timers.find("old-backups"))
                .as("those that people make go too")
                .isNotNull();
    }

    @Test
    void what_is_beyond_the_number_to_keep_goes_when_it_has_had_its_time() throws IOException {
        Backup oldest = complete(HERE);
        clock.pass(Duration.ofHours(1));
        Backup neighbours = complete(THERE);
        Backup failed = asked();
        failed.fail("the disk is full", clock.instant());
        Backup damaged = complete(HERE);
        damaged.damaged("a byte", clock.instant());
        clock.pass(Duration.ofHours(1));
        Backup newest = complete(HERE);

        timers.fire("old-backups");
        assertThat(rows.all).as("nothing is old").hasSize(5);
        clock.pass(RETENTION);
        timers.fire("old-backups");
        assertThat(rows.all).as("one stays whatever its age").containsExactly(newest, neighbours);
        assertThat(archive(newest)).exists();
        assertThat(archive(neighbours)).as("its node's to delete").exists();
        assertThat(archive(oldest)).doesNotExist();
        assertThat(archive(damaged)).doesNotExist();
        assertThat(audited).containsExactly("backup.delete", "backup.delete", "backup.delete");
        timers.fire("old-backups");
        assertThat(rows.all).hasSize(2);
    }

    @Test
    void it_looks_for_old_ones_as_often_as_they_are_old_and_each_ten_minutes_at_the_least() {
        assertThat(timers.of("old-backups").pause()).isEqualTo(Duration.ofMinutes(10));
        begin(EVERY, Duration.ofSeconds(3));
        assertThat(timers.of("old-backups").pause()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void what_a_node_that_is_gone_has_left_on_a_shared_disk_is_kept_as_if_it_were_made_here() throws IOException {
        Backup oldest = complete(GONE);
        Backup lost = complete(GONE);
        Files.delete(archive(lost));
        clock.pass(Duration.ofHours(1));
        Backup newest = complete(GONE);
        assertThat(files.place(BackupView.of(newest))).isEqualTo("this node");
        assertThat(files.place(BackupView.of(lost))).isEqualTo("the node " + GONE + ", which is gone");
        clock.pass(RETENTION.plusHours(1));

        timers.fire("old-backups");
        assertThat(rows.all)
                .as("what may lie on its own disk is people's to forget")
                .containsExactly(newest, lost);
        assertThat(archive(oldest)).doesNotExist();
        assertThat(archive(newest)).exists();
    }

    private Backup asked() {
        Backup backup = Backup.queue(1, false, "server", clock.instant());
        rows.add(backup);
        return backup;
    }

    private Backup complete(UUID node) throws IOException {
        Backup backup = asked();
        backup.complete(
                node,
                BackupFiles.name(backup.publicId(), backup.createdAt()),
                new WrittenArchive("00", "00", 7),
                new BackupManifest(
                        1,
                        "1",
                        "H2",
                        List.of(),
                        "2026-03-01T12:00:00Z",
                        false,
                        0,
                        List.of(),
                        Map.of(),
                        new BackupManifest.Artifacts(0, 0, 0, "00")),
                clock.instant());
        Files.writeString(archive(backup), "archive");
        return backup;
    }

    private Path archive(Backup backup) throws IOException {
        return files.path(BackupView.of(backup));
    }

    /** Newest first, as the database gives them. */
    private static final class Rows extends StoredBackups {

        private final List<Backup> all = new ArrayList<>();

        private Rows() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public void add(Backup backup) {
            all.add(0, backup);
        }

        @Override
        public Optional<Instant> latest() {
            return all.stream()
                    .filter(backup -> backup.state() != WorkState.FAILED)
                    .map(Backup::createdAt)
                    .findFirst();
        }

        @Override
        public List<Backup> ended(int most) {
            return all.stream().filter(Backup::ended).limit(most).toList();
        }

        @Override
        public Optional<Backup> locked(UUID id) {
            return all.stream().filter(backup -> backup.publicId().equals(id)).findFirst();
        }

        @Override
        public void remove(Backup backup) {
            all.remove(backup);
        }
    }
}
