package org.modelyard.training.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.modelyard.ml.train.Progress;
import org.modelyard.training.model.TrainingProgress;

class FitPaceTest {

    @Test
    void figures_that_are_not_numbers_are_left_out() {
        TrainingProgress progress = new FitPace(0).of(new Progress(0, 20, Double.NaN, Double.NaN));
        assertThat(progress.loss()).isNull();
        assertThat(progress.validationLoss()).isNull();
        assertThat(progress.etaSeconds()).isNull();
        assertThat(progress.fraction()).isZero();
    }

    @Test
    void the_pace_counts_only_epochs_of_this_execution() {
        FitPace resumed = new FitPace(10);
        assertThat(resumed.of(new Progress(10, 20, 0.5, Double.NaN)).etaSeconds())
                .isNull();
        assertThat(resumed.of(new Progress(15, 20, 0.4, Double.NaN)).etaSeconds())
                .isNotNull();
        assertThat(resumed.of(new Progress(15, 20, 0.4, Double.NaN)).fraction()).isEqualTo(0.75);
    }

    @Test
    void the_first_epoch_is_saved_at_once_and_the_next_only_after_a_while() {
        FitPace pace = new FitPace(0);
        assertThat(pace.checkpointDue()).isTrue();
        pace.checkpointWritten();
        assertThat(pace.checkpointDue()).isFalse();
    }
}
