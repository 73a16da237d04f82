package org.modelyard.registry.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.ModelAlias;
import org.modelyard.registry.model.AliasName;
import org.modelyard.registry.model.RegistryJson;

/**
 * A model as others see it.
 *
 * @param latest the highest version that may be deployed, or null when there is none
 * @param versions how many there are
 * @param champions number of the version that serves, by environment
 * @param aliases number of the version that each further name means
 * @param description Markdown
 * @param owners who answers for it
 * @param changes counts them, for {@code If-Match}
 */
public record ModelView(
        String name,
        Task task,
        @Nullable String latest,
        long versions,
        Map<String, String> champions,
        Map<String, String> aliases,
        @Nullable String description,
        List<String> owners,
        List<String> tags,
        Instant createdAt,
        @JsonIgnore long changes) {

    static ModelView of(Model model, @Nullable String latest, long versions, List<ModelAlias> aliases) {
        Map<String, String> champions = new TreeMap<>();
        Map<String, String> others = new TreeMap<>();
        for (ModelAlias alias : aliases) {
            if (alias.name().equals(AliasName.CHAMPION)) {
                champions.put(alias.environment(), alias.version().text());
            } else {
                others.put(alias.name(), alias.version().text());
            }
        }
        return new ModelView(
                model.name(),
                model.task(),
                latest,
                versions,
                champions,
                others,
                model.description(),
                RegistryJson.strings(model.owners()),
                RegistryJson.strings(model.tags()),
                model.createdAt(),
                model.lockVersion());
    }
}
