package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.ml.model.ModelScorer;

/** The executor that a job asks for. */
@ApplicationScoped
public class FitExecutors implements FitExecutor {

    @Inject
    private Fitting local;

    @Inject
    private ProcessFitting process;

    @Override
    public ModelScorer run(TrainingTask task, TrainingRun run, int fold) {
        return switch (task.plan().conditions().executor()) {
            case LOCAL -> local.run(task, run, fold);
            case PROCESS -> process.run(task, run, fold);
        };
    }
}
