package org.modelyard.lineage.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.evaluation.service.ModelCards;
import org.modelyard.lineage.model.CanonicalJson;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/**
 * All that is known of a version in one document, for who has to be able to show it later. The same state gives the same bytes. Its card reads files
 * and waits for a turn, so it is made before a transaction begins: a connection to the database is not kept waiting.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VersionRecords {

    @Inject
    private Registry registry;

    @Inject
    private ModelCards cards;

    @Inject
    private RecordedVersion rows;

    /**
     * ADMIN only, since it holds lines of the audit.
     *
     * @param wish as {@link Registry#resolve} takes it
     * @throws Refusal.Conflict when a stored document is damaged
     * @throws Refusal.Unavailable when others look at too many versions
     */
    public CanonicalJson.Sealed of(Caller caller, String model, String wish) {
        caller.require(Role.ADMIN);
        ModelVersionView version = registry.resolve(caller, model, wish);
        String card = cards.of(caller, version.model(), version.version()).toJson();
        return rows.seal(caller, version, CanonicalJson.parse(card));
    }
}
