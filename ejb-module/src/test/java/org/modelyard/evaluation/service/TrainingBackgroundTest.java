package org.modelyard.evaluation.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Signature;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.serving.service.Wired;

class TrainingBackgroundTest {

    private static final FeatureSpec AGE = new FeatureSpec("age", FeatureType.NUMERIC);
    private static final Signature SIGNATURE =
            new Signature(Task.REGRESSION, List.of(new Signature.Input(AGE, true)), List.of());

    private final List<String> read = new ArrayList<>();
    private final TrainingBackground background = Wired.with(
            new TrainingBackground(), new Sampled(), new StoredEvaluations(Wired.unused(EntityManager.class)));

    /** A snapshot may have millions of rows, and each explanation that is sampled asks. */
    @Test
    void some_rows_are_read_once_and_never_the_whole_snapshot() {
        Table rows = background.of(PolicyFloor.CALLER, version(), SIGNATURE, 100);
        assertThat(((Column.Numbers) rows.columns().get(0)).values()).containsExactly(41, 42);
        assertThat(background.of(PolicyFloor.CALLER, version(), SIGNATURE, 100)).isSameAs(rows);
        assertThat(read).containsExactly(PolicyFloor.HARD + " 100");
        background.of(PolicyFloor.CALLER, version(), SIGNATURE, 1_000);
        assertThat(read).hasSize(2);
    }

    private static ModelVersionView version() {
        return new ModelVersionView(
                7,
                3,
                PolicyFloor.MODEL,
                "1.0.0",
                Task.REGRESSION,
                Stage.READY,
                List.of(),
                List.of(),
                new SignatureDocument(Task.REGRESSION, List.of(), List.of()),
                Map.of(),
                true,
                List.of(),
                new Lineage("d", PolicyFloor.HARD.toString(), "00", "j", null, "code", Map.of(), 42, 0.2, 100, "17"),
                List.of(),
                List.of(),
                Instant.EPOCH,
                ModelVersionView.Said.NOTHING);
    }

    private final class Sampled extends SnapshotTables {

        @Override
        public Table load(long organisationId, UUID snapshot) {
            throw new AssertionError("nobody needs all rows");
        }

        @Override
        public Table sample(long organisationId, UUID snapshot, int most) {
            read.add(snapshot + " " + most);
            return new Table(
                    new Schema(Task.REGRESSION, "y", List.of(AGE)),
                    List.of(new Column.Numbers(new double[] {41, 42})),
                    new Column.Numbers(new double[] {0, 1}));
        }
    }
}
