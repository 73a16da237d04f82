package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.service.Overlaps;

/** Models that are there when they are needed, however many make them at once. To be called without a transaction. */
@ApplicationScoped
public class NamedModels {

    @Inject
    private Registration registration;

    /** Makes the model unless it is there. */
    public void ensure(Caller caller, String name, Task task) {
        Overlaps.again(() -> {
            registration.ensureModel(caller, name, task);
            return true;
        });
    }
}
