package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.DeclaredBusiness;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.training.model.ModelBusiness;

/** What is declared for the model that a job trains; nothing where the job makes its first version. */
@ApplicationScoped
public class TrainedBusiness {

    private static final PageRequest NEWEST = new PageRequest(1, null);

    @Inject
    private DeclaredBusiness declared;

    @Inject
    private Registry registry;

    ModelBusiness ofModel(Caller caller, String model) {
        Optional<BusinessMetrics> metrics = declared.of(caller, model);
        if (metrics.isEmpty()) {
            return ModelBusiness.NONE;
        }
        List<String> labels = registry.versions(caller, model, NEWEST).items().stream()
                .findFirst()
                .map(ModelVersionView::labels)
                .orElse(List.of());
        return new ModelBusiness(metrics.get(), labels);
    }

    /** As it is when the job evaluates; null: nothing is declared. */
    @Nullable
    BusinessMetrics now(TrainingTask task) {
        return declared.of(task.caller(), task.model()).orElse(null);
    }
}
