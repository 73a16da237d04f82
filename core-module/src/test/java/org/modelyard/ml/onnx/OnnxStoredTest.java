package org.modelyard.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.OnnxBundle;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.export.Export;
import org.modelyard.ml.export.ExportFormat;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.Refusal;

/** A file from elsewhere as a version keeps it. */
class OnnxStoredTest {

    private static final OnnxWish SAID =
            new OnnxWish(null, List.of(), List.of(), List.of("w", "h"), Map.of("w", "0.5"), "", "");

    private static byte[] stored() {
        return new OnnxBundle(OnnxContract.of(ForeignFiles.sklearn().build().toByteArray(), SAID)).write();
    }

    @Test
    void is_kept_byte_for_byte_with_what_was_said_of_it() {
        StoredModel read = StoredModel.read(stored());
        assertThat(read).isInstanceOfSatisfying(OnnxBundle.class, bundle -> {
            assertThat(bundle.write()).isEqualTo(stored());
            assertThat(bundle.contract().file())
                    .isEqualTo(ForeignFiles.sklearn().build().toByteArray());
        });
        try (Scorer scorer = read.open(new OnnxLimits(1, 5_000, 1 << 28))) {
            Scores.Labelled missing =
                    (Scores.Labelled) scorer.score(new InputRow(new double[] {Double.NaN, 1}, new String[2]));
            Scores.Labelled there = (Scores.Labelled) scorer.score(new InputRow(new double[] {0.5, 1}, new String[2]));
            assertThat(missing.probabilities()).isEqualTo(there.probabilities());
        }
    }

    @Test
    void leaves_as_the_very_file_and_in_no_form_that_needs_its_weights() {
        StoredModel read = StoredModel.read(stored());
        assertThat(Export.of(read, stored(), ExportFormat.ONNX, () -> {
                            throw new IllegalStateException("needs no rows");
                        })
                        .file())
                .isEqualTo(ForeignFiles.sklearn().build().toByteArray());
        for (ExportFormat format : List.of(ExportFormat.JSON, ExportFormat.TRIBUO)) {
            assertThatThrownBy(() -> Export.of(read, stored(), format, () -> {
                        throw new IllegalStateException("needs no rows");
                    }))
                    .isInstanceOf(Refusal.Invalid.class)
                    .hasMessageContaining("from elsewhere");
        }
    }

    @Test
    void altered_bundles_are_refused() {
        byte[] stored = stored();
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 2_000; round++) {
            byte[] changed = OnnxFuzzTest.mutated(stored, random);
            try {
                assertThat(StoredModel.read(changed).signature().inputs()).isNotEmpty();
            } catch (CorruptContent e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
