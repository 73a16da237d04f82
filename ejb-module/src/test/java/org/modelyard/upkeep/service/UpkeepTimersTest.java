package org.modelyard.upkeep.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.entity.Organisation;
import org.modelyard.access.entity.Organisations;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.batch.service.WorkStarts;
import org.modelyard.platform.service.MovedClock;
import org.modelyard.platform.service.RecordedTimers;
import org.modelyard.platform.settings.UpkeepSettings;
import org.modelyard.serving.service.Wired;
import org.modelyard.upkeep.entity.StoredUpkeeps;
import org.modelyard.upkeep.entity.Upkeep;
import org.modelyard.upkeep.model.UpkeepKind;

class UpkeepTimersTest {

    private static final Duration CLEAN_UP = Duration.ofDays(1);
    private static final Duration ARCHIVING = Duration.ofDays(7);

    private final MovedClock clock = new MovedClock();
    private final Rows rows = new Rows();
    private final List<UpkeepQueued> queued = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();

    private RecordedTimers begun(Duration cleanUp, Duration archiving) {
        Duration any = Duration.ofDays(30);
        UpkeepSettings settings = new UpkeepSettings(cleanUp, any, any, any, any, true, archiving, any, 3);
        RecordedTimers timers = new RecordedTimers();
        Audit audit = new Audit() {
            @Override
            public void done(Caller caller, String action, String subject, @Nullable String detail) {
                audited.add(caller.organisationId() + " " + action + ", " + detail);
            }
        };
        Upkeeps upkeeps = Wired.with(new Upkeeps(), rows, settings, audit, Wired.event(queued), clock);
        Wired.with(
                        new UpkeepDispatcher(),
                        new UpkeepLedger(),
                        upkeeps,
                        new Two(),
                        new WorkStarts(),
                        timers,
                        settings,
                        Wired.idle())
                .begin();
        return timers;
    }

    @Test
    void each_organisation_is_cleaned_up_and_archived_when_it_is_due() {
        RecordedTimers timers = begun(CLEAN_UP, ARCHIVING);
        assertThat(timers.of("clean-ups").cluster()).isTrue();
        assertThat(timers.of("archivings").cluster()).isTrue();
        timers.fire("clean-ups");
        timers.fire("archivings");
        assertThat(audited)
                .containsExactly(
                        "1 cleanup.start, for real",
                        "2 cleanup.start, for real",
                        "1 archiving.start, for real",
                        "2 archiving.start, for real");
        assertThat(rows.all).allSatisfy(upkeep -> {
            assertThat(upkeep.dryRun()).isFalse();
            assertThat(upkeep.snapshots()).as("as the settings say").isTrue();
        });
        assertThat(queued).as("whose jobs start after the commit").hasSize(4);

        clock.pass(CLEAN_UP.minusSeconds(1));
        timers.fire("clean-ups");
        timers.fire("archivings");
        assertThat(rows.all).hasSize(4);
        clock.pass(Duration.ofSeconds(1));
        timers.fire("clean-ups");
        timers.fire("archivings");
        assertThat(rows.all).as("archivings are due later").hasSize(6);
        clock.pass(ARCHIVING);
        timers.fire("archivings");
        assertThat(rows.all).hasSize(8);
    }

    @Test
    void an_organisation_that_somebody_has_cleaned_up_lately_waits() {
        RecordedTimers timers = begun(CLEAN_UP, ARCHIVING);
        rows.add(Upkeep.queue(2, UpkeepKind.CLEAN_UP, false, false, "bea", clock.instant()));
        timers.fire("clean-ups");
        assertThat(audited).containsExactly("1 cleanup.start, for real");
    }

    @Test
    void what_has_no_interval_is_left_to_people() {
        RecordedTimers timers = begun(Duration.ZERO, ARCHIVING);
        assertThat(timers.find("clean-ups")).isNull();
        assertThat(timers.find("archivings")).isNotNull();
    }

    private static final class Two extends Organisations {

        private Two() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public List<Organisation> all() {
            return List.of(numbered(1), numbered(2));
        }

        private static Organisation numbered(long id) {
            return new Organisation() {
                @Override
                public long id() {
                    return id;
                }
            };
        }
    }

    private static final class Rows extends StoredUpkeeps {

        private final List<Upkeep> all = new ArrayList<>();

        private Rows() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public void add(Upkeep upkeep) {
            all.add(0, upkeep);
        }

        @Override
        public Optional<Instant> latest(long organisationId, UpkeepKind kind) {
            return all.stream()
                    .filter(upkeep -> upkeep.organisationId() == organisationId && upkeep.kind() == kind)
                    .map(Upkeep::createdAt)
                    .findFirst();
        }
    }
}
