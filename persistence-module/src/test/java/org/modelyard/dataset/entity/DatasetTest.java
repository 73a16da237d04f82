package org.modelyard.dataset.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.DuplicateMode;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.ExampleStatus;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.ImportState;
import org.modelyard.dataset.model.ReadReport;
import org.modelyard.dataset.model.RowError;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;

class DatasetTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final List<FeatureSpec> FEATURES = List.of(new FeatureSpec("text", FeatureType.TEXT));

    @Test
    void a_dataset_without_features_takes_the_first_schema_and_no_other() {
        Dataset dataset = Dataset.create(50, "tickets", Task.CLASSIFICATION, "queue", null, false, NOW);
        assertThat(dataset.schema()).isEmpty();
        Schema inferred = new Schema(Task.CLASSIFICATION, "queue", FEATURES);
        dataset.adopt(inferred);
        dataset.adopt(inferred);
        assertThat(dataset.schema()).contains(inferred);
        Schema other =
                new Schema(Task.CLASSIFICATION, "queue", List.of(new FeatureSpec("text", FeatureType.CATEGORICAL)));
        assertThatThrownBy(() -> dataset.adopt(other)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void names_that_lead_elsewhere_are_refused() {
        assertThatThrownBy(() -> Dataset.create(50, "../etc", Task.REGRESSION, "y", null, false, NOW))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Dataset.create(50, "a", Task.REGRESSION, " ", null, false, NOW))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Dataset.create(50, "a", Task.REGRESSION, "text", FEATURES, false, NOW))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Dataset.create(50, "a", Task.REGRESSION, "y", List.of(), false, NOW))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void where_a_review_is_asked_for_examples_arrive_pending() {
        Dataset reviewed = Dataset.create(50, "a", Task.REGRESSION, "y", FEATURES, true, NOW);
        Dataset open = Dataset.create(50, "b", Task.REGRESSION, "y", FEATURES, false, NOW);
        reviewed.addChunk(10, 2);
        open.addChunk(10, 2);
        assertThat(reviewed.arrival()).isEqualTo(ExampleStatus.PENDING);
        assertThat(reviewed.pending()).isEqualTo(10);
        assertThat(reviewed.accepted()).isZero();
        assertThat(open.arrival()).isEqualTo(ExampleStatus.ACCEPTED);
        assertThat(open.accepted()).isEqualTo(10);
        assertThat(open.duplicates()).isEqualTo(2);
        assertThat(open.chunks()).isEqualTo(1);
    }

    @Test
    void an_import_ends_once() {
        DatasetImport one = begun();
        RowError error = new RowError(4, "age", "'old' is not a number");
        one.advance(new ReadReport(4, 1, List.of(error)), 3, 1);
        one.complete(new ReadReport(6, 1, List.of(error)), NOW);
        assertThat(one.state()).isEqualTo(ImportState.COMPLETED);
        assertThat(one.read()).isEqualTo(6);
        assertThat(one.accepted()).isEqualTo(3);
        assertThat(one.duplicates()).isEqualTo(1);
        assertThat(one.errors()).containsExactly(error);
        assertThat(one.endedAt()).isEqualTo(NOW);
        assertThatThrownBy(() -> one.fail(null, "interrupted", NOW)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void an_import_that_was_taken_for_dead_takes_no_chunk_any_more() {
        DatasetImport one = begun();
        one.fail(null, "interrupted", NOW);
        assertThat(one.problem()).isEqualTo("interrupted");
        assertThatThrownBy(() -> one.advance(new ReadReport(1, 0, List.of()), 1, 0))
                .isInstanceOf(Refusal.Conflict.class);
    }

    private static DatasetImport begun() {
        Dataset dataset = Dataset.create(50, "a", Task.REGRESSION, "y", FEATURES, false, NOW);
        return DatasetImport.begin(dataset, ExampleFormat.CSV, DuplicateMode.KEEP, "admin", NOW);
    }
}
