package org.modelyard.evaluation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ReadingTurns;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;
import org.modelyard.serving.service.Wired;
import org.modelyard.training.service.LearntRows;

/** All that a version has learnt from is in memory while it is looked at, and whoever may see a model card may ask. */
class LeakagesTest {

    private static final GoldenSetView GOLDEN =
            new GoldenSetView(PolicyFloor.MODEL, "hard-cases", "d", PolicyFloor.HARD, "anna", Instant.EPOCH);

    private final ReadingTurns turns = new ReadingTurns(1, Duration.ofMillis(1));
    private final List<String> read = new ArrayList<>();
    private final Leakages leakages = Wired.with(new Leakages(), new One(), new Rows(), turns, new VersionScorers());

    @Test
    void nothing_is_read_while_others_look() {
        turns.inTurn(() -> {
            assertThatThrownBy(() -> leakages.of(PolicyFloor.CALLER, "1.0.0", GOLDEN, null))
                    .isInstanceOf(Refusal.Unavailable.class);
            return "";
        });
        assertThat(read).isEmpty();
    }

    @Test
    void a_golden_set_that_is_larger_than_a_job_may_be_is_refused_before_it_is_read_and_the_turn_goes_on() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> leakages.of(PolicyFloor.CALLER, "1.0.0", GOLDEN, null))
                    .isInstanceOf(Refusal.Invalid.class)
                    .hasMessage("too large");
        }
        assertThat(read).containsExactly("training", "training");
    }

    private static final class One extends Registry {
        @Override
        public ModelVersionView resolve(Caller caller, String model, String wish) {
            return PolicyFloor.version(List.of());
        }
    }

    private final class Rows extends LearntRows {
        @Override
        public Table table(Caller caller, ModelVersionView version) {
            read.add("training");
            return new Table(
                    new Schema(Task.REGRESSION, "y", List.of(new FeatureSpec("a", FeatureType.NUMERIC))),
                    List.of(new Column.Numbers(new double[] {1})),
                    new Column.Numbers(new double[] {1}));
        }

        @Override
        public Table whole(Caller caller, UUID snapshot) {
            throw new Refusal.Invalid("dataset", "too large");
        }
    }
}
