package org.modelyard.evaluation.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.service.SnapshotExamples;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ReadingTurns;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;
import org.modelyard.serving.service.Wired;

/** A version's cases may be a hundred thousand texts, and whoever may predict may ask for them. */
class CasesTest {

    private final ReadingTurns turns = new ReadingTurns(1, Duration.ofMillis(1));
    private final Cases cases = Wired.with(new Cases(), new One(), new VersionScorers(), new SnapshotExamples(), turns);

    @Test
    void they_are_loaded_in_turn() {
        turns.inTurn(() -> {
            assertThatThrownBy(this::asked).isInstanceOf(Refusal.Unavailable.class);
            return "";
        });
        assertThatThrownBy(this::asked).isInstanceOf(Refusal.Conflict.class).hasMessageContaining("keeps no cases");
    }

    private void asked() {
        cases.similar(PolicyFloor.CALLER, PolicyFloor.MODEL, "1.0.0", Map.of("text", "card lost"), 5);
    }

    private static final class One extends Registry {
        @Override
        public ModelVersionView resolve(Caller caller, String model, String wish) {
            return PolicyFloor.version(List.of());
        }
    }
}
