package org.modelyard.upkeep.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.registry.model.Stage;

class UpkeepPolicyTest {

    private static final Instant CUTOFF = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant OLD = CUTOFF.minusSeconds(1);
    private static final Instant YOUNG = CUTOFF.plusSeconds(1);

    @Test
    void what_was_deleted_long_ago_goes_unless_it_is_in_use() {
        List<VersionFacts> all = List.of(
                deleted(1, OLD, false), deleted(2, YOUNG, false), deleted(3, OLD, true), living(4, Stage.READY));
        assertThat(numbers(UpkeepPolicy.removable(all, CUTOFF))).containsExactly("1.0.1");
    }

    @Test
    void what_a_living_version_was_made_from_stays_over_any_number_of_steps() {
        List<VersionFacts> all = List.of(
                deleted(1, OLD, false),
                deleted(2, OLD, false, "m/1.0.1"),
                deleted(3, OLD, false, "m/1.0.2"),
                living(4, Stage.READY, "m/1.0.3"),
                deleted(5, OLD, false, "m/1.0.4"),
                deleted(6, OLD, false, "m/1.0.5"));
        assertThat(numbers(UpkeepPolicy.removable(all, CUTOFF))).containsExactly("1.0.5", "1.0.6");
    }

    /** Whatever the graph: nothing that goes is in use, and nothing that stays was made from what goes. */
    @Test
    void nothing_that_stays_misses_anything() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            List<VersionFacts> all = new ArrayList<>();
            for (int id = 1; id <= 12; id++) {
                String[] needs = id > 1 && random.nextBoolean()
                        ? new String[] {"m/1.0." + (1 + random.nextInt(id - 1))}
                        : new String[0];
                all.add(
                        random.nextInt(3) == 0
                                ? living(id, Stage.READY, needs)
                                : deleted(id, random.nextBoolean() ? OLD : YOUNG, random.nextInt(5) == 0, needs));
            }
            Set<String> going = UpkeepPolicy.removable(all, CUTOFF).stream()
                    .map(VersionFacts::name)
                    .collect(Collectors.toSet());
            assertThat(all)
                    .filteredOn(version -> !going.contains(version.name()))
                    .allSatisfy(version -> assertThat(version.needs()).noneMatch(going::contains));
            assertThat(all)
                    .filteredOn(version -> going.contains(version.name()))
                    .allSatisfy(version -> assertThat(version.inUse()).isFalse());
        }
    }

    @Test
    void only_old_drafts_and_rejected_ones_that_nobody_needs_are_deleted() {
        List<VersionFacts> all = List.of(
                living(1, Stage.DRAFT),
                living(2, Stage.REJECTED),
                living(3, Stage.READY),
                living(4, Stage.REJECTED),
                living(5, Stage.READY, "m/1.0.4"),
                used(6, Stage.DRAFT, YOUNG, false),
                used(7, Stage.DRAFT, OLD, true));
        assertThat(numbers(UpkeepPolicy.drafts(all, CUTOFF))).containsExactly("1.0.1", "1.0.2");
    }

    @Test
    void the_newest_stay_and_so_does_what_is_used_or_in_use() {
        List<VersionFacts> all = List.of(
                used(1, Stage.READY, OLD, false),
                used(2, Stage.DEPRECATED, OLD, false),
                used(3, Stage.READY, YOUNG, false),
                used(4, Stage.READY, OLD, true),
                used(5, Stage.ARCHIVED, OLD, false),
                used(6, Stage.REJECTED, OLD, false),
                used(7, Stage.READY, OLD, false),
                used(8, Stage.READY, OLD, false));
        assertThat(numbers(UpkeepPolicy.unused(all, CUTOFF, 2))).containsExactlyInAnyOrder("1.0.1", "1.0.2");
        assertThat(UpkeepPolicy.unused(all, CUTOFF, 6)).isEmpty();
        assertThat(numbers(UpkeepPolicy.unused(all, CUTOFF, 0)))
                .containsExactlyInAnyOrder("1.0.1", "1.0.2", "1.0.7", "1.0.8");
    }

    @Test
    void a_report_reads_back_and_counts_more_than_it_lists() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i <= UpkeepReport.MOST; i++) {
            many.add(new Finding(Finding.Kind.FILE, "f" + i, 2, "nothing names it"));
        }
        UpkeepReport report = UpkeepReport.of(many, List.of("a note"));
        assertThat(report.count()).isEqualTo(UpkeepReport.MOST + 1);
        assertThat(report.bytes()).isEqualTo(2L * report.count());
        assertThat(report.items()).hasSize(UpkeepReport.MOST);
        assertThat(UpkeepReport.fromJson(report.toJson())).isEqualTo(report);
    }

    private static List<String> numbers(List<VersionFacts> versions) {
        return versions.stream().map(VersionFacts::number).toList();
    }

    private static VersionFacts living(long id, Stage stage, String... needs) {
        return facts(id, stage, null, false, OLD, needs);
    }

    private static VersionFacts deleted(long id, Instant when, boolean inUse, String... needs) {
        return facts(id, Stage.READY, when, inUse, OLD, needs);
    }

    private static VersionFacts used(long id, Stage stage, Instant last, boolean inUse) {
        return facts(id, stage, null, inUse, last);
    }

    private static VersionFacts facts(
            long id, Stage stage, @Nullable Instant gone, boolean inUse, Instant last, String... needs) {
        return new VersionFacts(id, 1, "m", "1.0." + id, stage, List.of(needs), OLD, gone, false, inUse, last);
    }
}
