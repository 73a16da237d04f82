package org.modelyard.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.registry.model.Stage;
import org.semver4j.Semver;

class ModelVersionTest {

    private static final String FEW = "examples is 50.0, below 100.0.";

    private final ModelVersion draft = ModelVersion.declared(
            Model.name(1, "m", Task.CLASSIFICATION, Instant.EPOCH),
            new Semver("1.0.0"),
            new ModelVersion.Documents("[]", "{}", "{}", "{}", "[]", "[]"),
            null,
            "00",
            Instant.EPOCH);

    @Test
    void too_few_rows_decide_nothing_and_more_rows_still_do() {
        draft.undecided(List.of(FEW));
        assertThat(draft.stage()).isEqualTo(Stage.DRAFT);
        assertThat(draft.verified()).isFalse();
        assertThat(draft.reasons()).contains(FEW);
        draft.measure("{\"accuracy\":0.9}", List.of());
        assertThat(draft.stage()).isEqualTo(Stage.READY);
        assertThat(draft.verified()).isTrue();
        assertThat(draft.reasons()).isEqualTo("[]");
    }

    @Test
    void what_was_decided_stays_so() {
        draft.measure("{\"accuracy\":0.4}", List.of("accuracy is 0.4, below 0.75."));
        draft.undecided(List.of(FEW));
        assertThat(draft.stage()).isEqualTo(Stage.REJECTED);
        assertThat(draft.reasons()).contains("accuracy").doesNotContain(FEW);
    }
}
