package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.ContentTag;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.serving.model.LogPolicy;

/** What the inference log keeps of each model's inputs. */
@Stateless
public class ModelLogging {

    @Inject
    private Models models;

    @Inject
    private Epochs epochs;

    @Inject
    private Audit audit;

    /** The usual one where nobody has said anything. */
    public LogPolicy of(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return models.byName(caller.organisationId(), model)
                .filter(known -> known.deletedAt() == null)
                .map(ModelLogging::policy)
                .orElseThrow(() -> new Refusal.NotFound("model", model));
    }

    /** What {@code If-Match} is compared with. */
    public static long tag(LogPolicy policy) {
        return ContentTag.of(RegistryJson.write(policy));
    }

    /**
     * In force on each node as soon as it has seen the change.
     *
     * @param expected of {@code If-Match}, or null
     * @throws Refusal.Stale when it has changed since
     */
    public void say(Caller caller, String model, LogPolicy policy, @Nullable Long expected) {
        caller.require(Role.ADMIN);
        Model said = models.lockedByName(caller.organisationId(), model)
                .filter(known -> known.deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("model", model));
        ContentTag.require(expected, tag(policy(said)), "The log policy of '" + model + "'");
        String document = RegistryJson.write(policy);
        said.log(document);
        epochs.raise(Epochs.ROUTING);
        audit.done(caller, "model.log", "model/" + model, document);
    }

    private static LogPolicy policy(Model model) {
        String document = model.logPolicy();
        return document == null ? LogPolicy.USUAL : RegistryJson.read(document, LogPolicy.class);
    }

    /** Of all models, by id, of which somebody has said something. */
    public Map<Long, LogPolicy> all() {
        Map<Long, LogPolicy> all = new HashMap<>();
        models.logPolicies().forEach((id, document) -> all.put(id, RegistryJson.read(document, LogPolicy.class)));
        return all;
    }
}
