package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
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
import org.modelyard.serving.model.Accounting;

/** What each model's answers cost, and by what they are added up. */
@Stateless
public class ModelAccounting {

    @Inject
    private Models models;

    @Inject
    private Epochs epochs;

    @Inject
    private Audit audit;

    /** Nothing where nobody has said anything, or what was said cannot be read. */
    public Accounting of(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return models.byName(caller.organisationId(), model)
                .filter(known -> known.deletedAt() == null)
                .map(StoredAccounting::of)
                .orElseThrow(() -> new Refusal.NotFound("model", model));
    }

    /** What {@code If-Match} is compared with. */
    public static long tag(Accounting accounting) {
        return ContentTag.of(RegistryJson.write(accounting.said()));
    }

    /**
     * In force on each node as soon as it has seen the change, for answers from then on.
     *
     * @param expected of {@code If-Match}, or null
     * @throws Refusal.Stale when it has changed since
     * @throws Refusal.Conflict when another model's prices are in another currency: a chain's cost is a sum over models
     */
    public void say(Caller caller, String model, Accounting accounting, @Nullable Long expected) {
        caller.require(Role.ADMIN);
        Model said = models.lockedByName(caller.organisationId(), model)
                .filter(known -> known.deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("model", model));
        ContentTag.require(expected, tag(StoredAccounting.of(said)), "The accounting of '" + model + "'");
        epochs.raise(Epochs.ROUTING); // first: who says another model's prices waits here, and then sees these
        StoredAccounting.requireOneCurrency(models, said, accounting);
        String document = RegistryJson.write(accounting.said());
        said.account(document);
        audit.done(caller, "model.account", "model/" + model, document);
    }

    /** @param accounting what is said of the model */
    public record Accounted(long modelId, long organisationId, String model, Accounting accounting) {}

    /** Of all models of which somebody has said something that can be read; deleted ones too, of which answers may still be on their way to the log. */
    public List<Accounted> all() {
        return models.accountings().stream()
                .flatMap(one -> StoredAccounting.read(one.id(), one.document()).stream()
                        .map(said -> new Accounted(one.id(), one.organisationId(), one.name(), said)))
                .toList();
    }
}
