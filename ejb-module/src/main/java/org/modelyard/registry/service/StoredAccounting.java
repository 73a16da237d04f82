package org.modelyard.registry.service;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.serving.model.Accounting;

/** Documents of prices as they are stored. One that cannot be read is said in the log and stands for nothing: no other model's prices depend on it. */
final class StoredAccounting {

    private static final System.Logger LOG = System.getLogger(StoredAccounting.class.getName());

    /** Models whose documents could not be read when they were read last: they are read every few seconds, and said once. */
    private static final Set<Long> UNREADABLE = ConcurrentHashMap.newKeySet();

    private StoredAccounting() {}

    /** Nothing where nobody has said anything, or it cannot be read. */
    static Accounting of(Model model) {
        String document = model.accounting();
        return document == null ? Accounting.NONE : read(model.id(), document).orElse(Accounting.NONE);
    }

    /** Empty where it cannot be read. */
    static Optional<Accounting> read(long modelId, String document) {
        try {
            Accounting said = RegistryJson.read(document, Accounting.Said.class).checked();
            UNREADABLE.remove(modelId);
            return Optional.of(said);
        } catch (RuntimeException e) { // whatever is wrong with it
            if (UNREADABLE.add(modelId)) {
                LOG.log(Level.ERROR, "the prices of model " + modelId + " cannot be read: say them anew", e);
            }
            return Optional.empty();
        }
    }

    /**
     * Behind {@link org.modelyard.platform.entity.Epochs#raise}, which lets one writer of prices in at a time, and before the first plain read: else
     * two would write two currencies at once. Models that are deleted stand in nobody's way.
     *
     * @throws Refusal.Conflict when another model's prices are in another currency: a chain's cost is a sum over models
     */
    static void requireOneCurrency(Models models, Model said, Accounting accounting) {
        String currency = accounting.currency();
        if (currency == null) {
            return;
        }
        for (Models.Accounted other : models.accountings()) {
            if (other.organisationId() == said.organisationId() && other.id() != said.id() && !other.deleted()) {
                String theirs = read(other.id(), other.document())
                        .map(Accounting::currency)
                        .orElse(currency);
                if (!theirs.equals(currency)) {
                    throw new Refusal.Conflict("The prices of '" + other.name() + "' are in " + theirs
                            + " and those of '" + said.name() + "' in " + currency
                            + "; all prices of an organisation are in one currency, so that they can be added up.");
                }
            }
        }
    }
}
