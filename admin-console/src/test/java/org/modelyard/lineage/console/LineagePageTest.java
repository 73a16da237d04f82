package org.modelyard.lineage.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.NodeKind;

class LineagePageTest {

    private final LineagePage page = new LineagePage();

    @ParameterizedTest
    @CsvSource({
        "EXPERIMENT, green, /api/v1/experiments/green, /console/experiments/green",
        "VERSION, m:1.0.0, /api/v1/models/m/versions/1.0.0, /console/models/m/versions/1.0.0",
        "TRAINING_JOB, 1, /api/v1/training-jobs/1, /console/training/1",
        "SNAPSHOT, 2, /api/v1/datasets/d/snapshots/2, /console/datasets/d/lineage?snapshot=2",
        "EXPORT, m:1.0.0:export-onnx, /api/v1/models/m/versions/1.0.0/artifacts/export-onnx, /console/models/m/versions/1.0.0",
        "VERSION, m:1.0.1, , "
    })
    void a_box_leads_to_its_page(NodeKind kind, String id, @Nullable String href, @Nullable String address) {
        assertThat(page.address(new LineageNode(kind, id, id, href, null, null, null)))
                .isEqualTo(address);
    }
}
