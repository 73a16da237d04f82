package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.registry.model.SignatureDocument;

class SignatureFitTest {

    private static final SignatureDocument.Input AGE =
            new SignatureDocument.Input("age", FeatureType.NUMERIC, true, false);
    private static final SignatureDocument.Input JOB =
            new SignatureDocument.Input("job", FeatureType.CATEGORICAL, false, false);
    private static final SignatureDocument CHAMPION = signature(List.of(AGE, JOB), "no", "yes");

    @Test
    void the_same_fits_and_so_does_one_that_requires_less() {
        assertThat(SignatureFit.problem(CHAMPION, CHAMPION)).isEmpty();
        assertThat(SignatureFit.problem(CHAMPION, signature(List.of(AGE, JOB), "yes", "no")))
                .isEmpty();
        SignatureDocument.Input optional = new SignatureDocument.Input("age", FeatureType.NUMERIC, false, true);
        assertThat(SignatureFit.problem(CHAMPION, signature(List.of(optional, JOB), "no", "yes")))
                .isEmpty();
    }

    @Test
    void what_differs_is_named() {
        assertThat(SignatureFit.problem(CHAMPION, signature(List.of(AGE), "no", "yes")))
                .contains("its inputs differ, without job.");
        assertThat(SignatureFit.problem(CHAMPION, signature(List.of(JOB, AGE), "no", "yes")))
                .contains("its inputs stand in another order.");
        assertThat(SignatureFit.problem(CHAMPION, signature(List.of(AGE, JOB), "no", "maybe")))
                .contains("its labels differ, without yes, and with maybe.");
        SignatureDocument.Input required = new SignatureDocument.Input("job", FeatureType.CATEGORICAL, true, false);
        assertThat(SignatureFit.problem(CHAMPION, signature(List.of(AGE, required), "no", "yes")))
                .contains("it requires the input 'job', which may be missing now.");
        SignatureDocument.Input text = new SignatureDocument.Input("job", FeatureType.TEXT, false, false);
        assertThat(SignatureFit.problem(CHAMPION, signature(List.of(AGE, text), "no", "yes")))
                .contains("its input 'job' is TEXT, not CATEGORICAL.");
        assertThat(SignatureFit.problem(CHAMPION, new SignatureDocument(Task.REGRESSION, List.of(AGE, JOB), List.of())))
                .contains("its task is REGRESSION, not CLASSIFICATION.");
    }

    private static SignatureDocument signature(List<SignatureDocument.Input> inputs, String... labels) {
        return new SignatureDocument(Task.CLASSIFICATION, inputs, List.of(labels));
    }
}
