package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.registry.service.Servables;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.VersionShape;

class LoadedModelsTest {

    private static final long UNCONFIGURED = 77;

    private final Set<Long> closed = new TreeSet<>();
    private final Set<Long> away = new TreeSet<>();
    private final LoadedModels models = Wired.with(new LoadedModels(), new Servables() {
        @Override
        public Servable load(long versionId) {
            if (away.contains(versionId)) {
                throw new IllegalStateException("disk away");
            }
            if (versionId == UNCONFIGURED) {
                throw new Refusal.Unavailable("no value for 'modelyard.remote.secret.loans'", Duration.ofMinutes(1));
            }
            return new Servable(
                    versionId, 1, "m", "1.0." + versionId, scorer(versionId), ServingFloor.SIGNATURE, null, null);
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
        return new Scorer() {
            @Override
            public Signature signature() {
                return ServingFloor.SIGNATURE;
            }

            @Override
            public Scores score(InputRow row) {
                return new Scores.Valued(versionId);
            }

            @Override
            public void close() {
                closed.add(versionId);
            }
        };
    }

    @Test
    void what_is_let_go_of_is_closed_when_no_request_can_have_it_any_more() {
        Servable routed = models.get(1);
        Servable first = models.get(2);
        models.keep(Set.of(1L));
        for (long version = 3; version <= 40; version++) {
            models.get(version);
        }
        assertThat(models.holds(routed)).isTrue();
        assertThat(models.holds(first)).isFalse();
        models.closeRetired(System.nanoTime());
        assertThat(closed).isEmpty();
        models.closeRetired(System.nanoTime() + Duration.ofHours(1).toNanos());
        assertThat(closed).contains(2L, 3L).doesNotContain(1L, 40L).hasSize(7);
        Servable again = models.get(2);
        assertThat(again).isNotSameAs(first);
        assertThat(models.holds(again)).isTrue();
    }

    @Test
    void what_lacks_its_configuration_is_not_corrupt_and_its_log_is_read() {
        assertThat(models.shape(UNCONFIGURED)).map(VersionShape::signature).contains(ServingFloor.SIGNATURE);
        assertThatThrownBy(() -> models.get(UNCONFIGURED))
                .isInstanceOf(Refusal.Unavailable.class)
                .satisfies(e -> assertThat(LoadedModels.corruption(e)).isEmpty());
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
        Servable oldest = models.get(1);
        for (long version = 2; version <= 32; version++) {
            models.get(version);
        }
        assertThat(models.holds(models.get(50))).isTrue();
        assertThat(models.holds(oldest)).isFalse();
    }
}
