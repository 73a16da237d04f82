package org.modelyard.training.service;

import org.modelyard.ml.model.ModelScorer;

/**
 * Where fits run. From the last checkpoint, if there is one, to the end; reports meanwhile, leaves checkpoints, and leaves off when
 * it is told to. Wherever it runs, the model has the same bits.
 */
interface FitExecutor {

    /**
     * With the plan's trainer, or the one that its search found, and what is decided after the fit.
     *
     * @param fold of the plan's cross-validation, from 1; 0: the version's own fit
     * @throws TrainingInterrupted when the step should not go on
     * @throws org.modelyard.platform.model.Refusal when the rows cannot be learnt from
     */
    ModelScorer run(TrainingTask task, TrainingRun run, int fold);
}
