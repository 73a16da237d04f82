package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.registry.service.DeclaredBusiness;
import org.modelyard.training.model.ModelBusiness;

/** What is declared for the model that a job trains; nothing where the job makes its first version. */
@ApplicationScoped
public class TrainedBusiness {

    @Inject
    private DeclaredBusiness declared;

    ModelBusiness ofModel(Caller caller, String model) {
        return declared.of(caller, model)
                .map(metrics -> new ModelBusiness(metrics, declared.labels(caller, model)))
                .orElse(ModelBusiness.NONE);
    }

    /** As it is when the job evaluates; null: nothing is declared. */
    @Nullable
    BusinessMetrics now(TrainingTask task) {
        return declared.of(task.caller(), task.model()).orElse(null);
    }
}
