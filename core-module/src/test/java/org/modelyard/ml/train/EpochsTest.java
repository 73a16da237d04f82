package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class EpochsTest {

    private static final TargetScale SCALE = new TargetScale(5, 2);

    @Test
    void it_stops_after_as_many_worse_epochs_as_it_has_patience() {
        Epochs epochs = epochs(true);
        assertThat(epochs.end(3, 1.0)).isTrue();
        assertThat(epochs.end(2, 0.5)).isTrue();
        assertThat(epochs.end(1, 0.5)).isFalse();
        assertThat(epochs.done()).isFalse();
        assertThat(epochs.lastIsBest()).isFalse();
        assertThat(epochs.end(0, 0.6)).isFalse();
        assertThat(epochs.done()).isTrue();
    }

    @Test
    void without_rows_held_back_the_last_is_the_best_until_all_are_done() {
        Epochs epochs = epochs(false);
        for (int i = 0; i < 5; i++) {
            assertThat(epochs.done()).isFalse();
            assertThat(epochs.end(i, Double.NaN)).isTrue();
        }
        assertThat(epochs.done()).isTrue();
    }

    @Test
    void losses_are_reported_in_the_target_s_unit() {
        Epochs epochs = epochs(true);
        epochs.end(3, 1);
        assertThat(epochs.progress(0.3)).isEqualTo(new Progress(1, 5, 12, 4, 0.3));
    }

    @Test
    void it_has_converged_when_the_loss_hardly_falls_and_only_if_asked() {
        Epochs epochs = epochs(false);
        epochs.end(1, Double.NaN);
        assertThat(epochs.converged(0.1)).isFalse();
        epochs.end(0.8, Double.NaN);
        assertThat(epochs.converged(0.1)).isFalse();
        epochs.end(0.75, Double.NaN);
        assertThat(epochs.converged(0.1)).isTrue();
        assertThat(epochs.converged(0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "Infinity, 1", "1, NaN", "1, Infinity"})
    void a_loss_that_is_not_finite_is_refused_by_the_name_of_what_to_lower(double training, double validation) {
        Epochs epochs = epochs(true);
        Refusal.Invalid refusal = catchThrowableOfType(Refusal.Invalid.class, () -> epochs.end(training, validation));
        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("trainer.learningRate");
    }

    private static Epochs epochs(boolean heldBack) {
        return new Epochs(Trainers.spec("logistic-regression", Map.of("epochs", 5, "patience", 2)), SCALE, heldBack);
    }
}
