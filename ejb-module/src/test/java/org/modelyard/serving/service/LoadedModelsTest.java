package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.OffHeap;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Weighty;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.registry.service.Servable;
import org.modelyard.registry.service.Servables;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.VersionShape;

class LoadedModelsTest {

    private static final long UNCONFIGURED = 77;

    /** From here on, versions hold their memory outside of the heap. */
    private static final long OUTSIDE = 100;

    private static final int MIB = 1 << 20;

    private final Set<Long> closed = new TreeSet<>();
    private final Set<Long> away = new TreeSet<>();
    private final List<Long> loads = new ArrayList<>();
    /** With room for less than eight models of a mebibyte each. */
    private final LoadedModels models = Wired.with(
            new LoadedModels(),
            Configuration.read(Map.of("modelyard.predict.memory", "8MiB")::get).serving(),
            new Servables() {
                @Override
                public Servable load(long versionId) {
                    loads.add(versionId);
                    if (away.contains(versionId)) {
                        throw new IllegalStateException("disk away");
                    }
                    if (versionId == UNCONFIGURED) {
                        throw new Refusal.Unavailable(
                                "no value for 'modelyard.remote.secret.loans'", Duration.ofMinutes(1));
                    }
                    return new Servable(
                            versionId,
                            1,
                            "m",
                            "1.0." + versionId,
                            scorer(versionId),
                            ServingFloor.SIGNATURE,
                            null,
                            null);
                }

                @Override
                public VersionShape shape(long versionId) {
                    return new VersionShape(1, ServingFloor.SIGNATURE, null);
                }

                @Override
                public void verify(long versionId) {
                    if (away.contains(versionId)) {
                        throw new IllegalStateException("disk away");
                    }
                }
            });

    private Scorer scorer(long versionId) {
        return versionId < OUTSIDE
                ? new Weighty(versionId, new double[MIB / Double.BYTES], ServingFloor.SIGNATURE)
                : new Native(versionId);
    }

    private final class Native implements Scorer, OffHeap {
        private final long versionId;

        Native(long versionId) {
            this.versionId = versionId;
        }

        @Override
        public Signature signature() {
            return ServingFloor.SIGNATURE;
        }

        @Override
        public Scores score(InputRow row) {
            return new Scores.Valued(versionId);
        }

        @Override
        public long offHeapBytes() {
            return MIB;
        }

        @Override
        public void close() {
            closed.add(versionId);
        }
    }

    /** How many of these are in memory. */
    private long ready(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .filter(version -> models.ready(version) != null)
                .count();
    }

    @Test
    void what_is_asked_for_by_number_has_the_memory_that_routes_leave() {
        Servable routed = models.get(1);
        models.keep(Set.of(1L));
        for (long version = 2; version <= 40; version++) {
            assertThat(models.onDemand(version).versionId()).isEqualTo(version);
        }
        assertThat(models.ready(1)).isSameAs(routed);
        assertThat(models.ready(40)).isNotNull();
        assertThat(models.ready(2)).isNull();
        assertThat(ready(1, 40)).isEqualTo(7);
    }

    @Test
    void what_routes_hold_stays_beyond_the_memory_there_is_and_leaves_room_for_one() {
        Set<Long> held = new TreeSet<>();
        for (long version = 1; version <= 12; version++) {
            held.add(version);
            models.keep(held);
            models.get(version);
        }
        assertThat(ready(1, 12)).isEqualTo(12);
        models.onDemand(20);
        models.onDemand(21);
        assertThat(models.ready(21)).isNotNull();
        assertThat(models.ready(20)).isNull();
        assertThat(ready(1, 12)).isEqualTo(12);
    }

    @Test
    void what_would_come_back_in_a_roll_back_goes_last() {
        models.get(1);
        models.standBy(Set.of(1L));
        for (long version = 2; version <= 20; version++) {
            models.onDemand(version);
        }
        assertThat(models.ready(1)).isNotNull();
        assertThat(models.ready(2)).isNull();
        models.keep(LongStream.rangeClosed(21, 30).boxed().collect(Collectors.toSet()));
        for (long version = 21; version <= 30; version++) {
            models.get(version);
        }
        assertThat(models.ready(1)).as("there is no room for it").isNull();
    }

    /** Routes hold seven of eight mebibytes. */
    @Test
    void what_turns_out_too_large_to_stand_by_goes_at_once_and_is_not_loaded_again() {
        Set<Long> held = LongStream.rangeClosed(1, 7).boxed().collect(Collectors.toSet());
        models.keep(held);
        held.forEach(models::get);
        models.standBy(Set.of(20L));
        assertThat(models.standIn(20)).isFalse();
        assertThat(models.ready(20)).isNull();
        assertThat(models.standIn(20)).isFalse();
        assertThat(loads).filteredOn(version -> version == 20).hasSize(1);
        models.keep(Set.of(1L, 2L));
        assertThat(models.standIn(20)).as("there is room now").isTrue();
        assertThat(models.ready(20)).isNotNull();
        assertThat(ready(1, 7))
                .as("others made room, and only as much as is needed")
                .isEqualTo(6);
    }

    @Test
    void what_stands_by_outside_of_the_heap_pushes_no_other_out_that_does() {
        Set<Long> wanted = LongStream.range(OUTSIDE, OUTSIDE + 20).boxed().collect(Collectors.toSet());
        models.standBy(wanted);
        for (long version = OUTSIDE; version < OUTSIDE + 20; version++) {
            models.standIn(version);
        }
        assertThat(ready(OUTSIDE, OUTSIDE + 6)).isEqualTo(7);
        assertThat(ready(OUTSIDE, OUTSIDE + 19)).isEqualTo(7);
        assertThat(loads).as("the eighth alone was tried").hasSize(8);
        models.closeRetired(System.nanoTime() + Duration.ofHours(1).toNanos());
        assertThat(closed).containsExactly(OUTSIDE + 7);
    }

    /** To let go of more of them would give nothing back before they are closed. */
    @Test
    void what_is_not_closed_yet_pushes_out_nothing_outside_of_the_heap() {
        for (long version = OUTSIDE; version < OUTSIDE + 10; version++) {
            models.get(version);
        }
        long there = ready(OUTSIDE, OUTSIDE + 9);
        models.keep(Set.of());
        models.keep(Set.of());
        assertThat(ready(OUTSIDE, OUTSIDE + 9)).isEqualTo(there).isEqualTo(7);
    }

    @Test
    void what_is_outside_of_the_heap_counts_until_it_is_closed_when_no_request_can_have_it_any_more() {
        Servable first = models.onDemand(OUTSIDE);
        long next = OUTSIDE + 1;
        for (; next < OUTSIDE + 50; next++) {
            long version = next;
            try {
                models.onDemand(version);
            } catch (Refusal.Unavailable full) {
                break;
            }
        }
        assertThat(next).as("refused before twice the memory was taken").isBetween(OUTSIDE + 8, OUTSIDE + 16);
        long refused = next;
        assertThatThrownBy(() -> models.onDemand(refused)).hasMessageContaining("modelyard.predict.memory");
        assertThat(models.get(1).version())
                .as("what serves is loaded all the same")
                .isEqualTo("1.0.1");
        models.closeRetired(System.nanoTime());
        assertThat(closed).isEmpty();
        models.closeRetired(System.nanoTime() + Duration.ofHours(1).toNanos());
        assertThat(closed).contains(OUTSIDE).hasSizeGreaterThanOrEqualTo(8);
        Servable again = models.onDemand(OUTSIDE);
        assertThat(again).isNotSameAs(first);
        assertThat(models.ready(OUTSIDE)).isSameAs(again);
    }

    @Test
    void what_lacks_its_configuration_is_not_corrupt_and_its_log_is_read() {
        assertThat(models.shape(UNCONFIGURED)).map(VersionShape::signature).contains(ServingFloor.SIGNATURE);
        assertThatThrownBy(() -> models.get(UNCONFIGURED))
                .isInstanceOf(Refusal.Unavailable.class)
                .satisfies(e -> assertThat(LoadFailures.corruption(e)).isEmpty());
        assertThat(Wired.with(new ModelTrial(), models).problem(UNCONFIGURED, DeploymentCare.USUAL))
                .hasValueSatisfying(why -> assertThat(why).contains("modelyard.remote.secret.loans"));
    }

    @Test
    void a_file_is_looked_at_again_before_its_version_serves_again() {
        Servable inMemory = models.verified(1);
        assertThat(models.verified(1)).isSameAs(inMemory);
        away.add(1L);
        assertThat(models.get(1)).isSameAs(inMemory);
        assertThatThrownBy(() -> models.verified(1)).hasMessage("disk away");
    }

    @Test
    void what_could_not_be_loaded_at_first_is_not_let_go_of_before_its_turn() {
        away.add(50L);
        assertThatThrownBy(() -> models.get(50)).hasMessage("disk away");
        away.clear();
        for (long version = 1; version <= 7; version++) {
            models.get(version);
        }
        models.get(50);
        assertThat(models.ready(50)).isNotNull();
        assertThat(models.ready(1)).isNull();
    }
}
