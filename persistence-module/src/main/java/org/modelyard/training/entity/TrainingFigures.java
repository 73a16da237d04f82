package org.modelyard.training.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingProgress;

/** A job's progress as columns. */
@Embeddable
public class TrainingFigures {

    @Enumerated(EnumType.STRING)
    private @Nullable TrainingPhase phase;

    private int epoch;
    private int epochs;
    private double fraction;
    private @Nullable Double loss;

    @Column(name = "validation_loss")
    private @Nullable Double validationLoss;

    @Column(name = "eta_seconds")
    private @Nullable Long etaSeconds;

    protected TrainingFigures() {}

    void take(TrainingProgress progress) {
        phase = progress.phase();
        epoch = progress.epoch();
        epochs = progress.epochs();
        fraction = progress.fraction();
        loss = progress.loss();
        validationLoss = progress.validationLoss();
        etaSeconds = progress.etaSeconds();
    }

    TrainingProgress progress() {
        return new TrainingProgress(phase, epoch, epochs, fraction, loss, validationLoss, etaSeconds);
    }
}
