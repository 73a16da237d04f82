package org.modelyard.training.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.modelyard.ml.train.Progress;
import org.modelyard.training.model.EpochFigures;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingProgress;

class FitPaceTest {

    @Test
    void figures_that_are_not_numbers_are_left_out() {
        TrainingProgress progress = own(0).of(new Progress(0, 20, Double.NaN, Double.NaN));
        assertThat(progress.loss()).isNull();
        assertThat(progress.validationLoss()).isNull();
        assertThat(progress.etaSeconds()).isNull();
        assertThat(progress.fraction()).isZero();
    }

    @Test
    void the_pace_counts_only_epochs_of_this_execution() {
        FitPace resumed = own(10);
        assertThat(resumed.of(new Progress(10, 20, 0.5, Double.NaN)).etaSeconds())
                .isNull();
        assertThat(resumed.of(new Progress(15, 20, 0.4, Double.NaN)).etaSeconds())
                .isNotNull();
        assertThat(resumed.of(new Progress(15, 20, 0.4, Double.NaN)).fraction()).isEqualTo(0.75);
    }

    @Test
    void the_first_epoch_is_saved_at_once_and_the_next_only_after_a_while() {
        FitPace pace = own(0);
        assertThat(pace.checkpointDue()).isTrue();
        pace.checkpointWritten();
        assertThat(pace.checkpointDue()).isFalse();
    }

    @Test
    void a_fold_is_its_part_of_the_evaluation() {
        TrainingProgress progress =
                new FitPace(new FitPlace(3, 5, 0, 0), 100, 0).of(new Progress(10, 20, 0.5, Double.NaN));
        assertThat(progress.phase()).isEqualTo(TrainingPhase.EVALUATE);
        assertThat(progress.fraction()).isEqualTo(0.5);
    }

    @Test
    void each_step_is_told_once() {
        FitPace pace = own(0);
        pace.stepped(new Progress(1, 20, 0.5, Double.NaN));
        pace.stepped(new Progress(2, 20, 0.4, 0.6));
        assertThat(pace.steps()).extracting(EpochFigures::epoch).containsExactly(1, 2);
        assertThat(pace.steps()).isEmpty();
        pace.stepped(new Progress(3, 20, 0.3, 0.5));
        assertThat(pace.steps()).extracting(EpochFigures::trainingLoss).containsExactly(0.3);
    }

    @Test
    void an_epoch_of_several_steps_is_told_by_its_last() {
        FitPace pace = own(0);
        pace.stepped(new Progress(1, 10, 0.5, Double.NaN));
        pace.stepped(new Progress(1, 10, 0.4, Double.NaN));
        pace.stepped(new Progress(2, 10, 0.3, Double.NaN));
        assertThat(pace.steps()).extracting(EpochFigures::trainingLoss).containsExactly(0.4, 0.3);
    }

    private static FitPace own(int firstEpoch) {
        return new FitPace(new FitPlace(0, 0, 0, 0), 100, firstEpoch);
    }
}
