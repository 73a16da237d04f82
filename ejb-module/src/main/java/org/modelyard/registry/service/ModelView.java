package org.modelyard.registry.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.registry.entity.Model;

/**
 * A model as others see it.
 *
 * @param latest the highest version whose gates passed, or null when there is none
 * @param versions how many there are
 */
public record ModelView(String name, Task task, @Nullable String latest, int versions, Instant createdAt) {

    static ModelView of(Model model, @Nullable String latest, int versions) {
        return new ModelView(model.name(), model.task(), latest, versions, model.createdAt());
    }
}
