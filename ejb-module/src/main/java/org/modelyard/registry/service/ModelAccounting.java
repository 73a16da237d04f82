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

    /** Nothing where nobody has said anything. */
    public Accounting of(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return models.byName(caller.organisationId(), model)
                .filter(known -> known.deletedAt() == null)
                .map(ModelAccounting::accounting)
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
        ContentTag.require(expected, tag(accounting(said)), "The accounting of '" + model + "'");
        requireOneCurrency(said, accounting);
        String document = RegistryJson.write(accounting.said());
        said.account(document);
        epochs.raise(Epochs.ROUTING);
        audit.done(caller, "model.account", "model/" + model, document);
    }

    private void requireOneCurrency(Model said, Accounting accounting) {
        String currency = accounting.currency();
        if (currency == null) {
            return;
        }
        for (Models.Accounted other : models.accountings()) {
            String theirs = read(other.document()).currency();
            if (other.organisationId() == said.organisationId()
                    && other.id() != said.id()
                    && theirs != null
                    && !theirs.equals(currency)) {
                throw new Refusal.Conflict("The prices of '" + other.name() + "' are in " + theirs
                        + "; all prices of an organisation are in one currency, so that they can be added up.");
            }
        }
    }

    private static Accounting accounting(Model model) {
        String document = model.accounting();
        return document == null ? Accounting.NONE : read(document);
    }

    private static Accounting read(String document) {
        return RegistryJson.read(document, Accounting.Said.class).checked();
    }

    /** @param accounting what is said of the model */
    public record Accounted(long modelId, long organisationId, String model, Accounting accounting) {}

    /** Of all models of which somebody has said something. */
    public List<Accounted> all() {
        return models.accountings().stream()
                .map(one -> new Accounted(one.id(), one.organisationId(), one.name(), read(one.document())))
                .toList();
    }
}
