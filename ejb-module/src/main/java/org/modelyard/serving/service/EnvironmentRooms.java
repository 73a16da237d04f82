package org.modelyard.serving.service;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;

/** Gives an organisation its standard environments when it first asks; one at a time, and committed at once. */
@Singleton
@Lock(LockType.WRITE)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EnvironmentRooms {

    @Inject
    private Environments environments;

    @Inject
    private Clock clock;

    private final Set<Long> furnished = new HashSet<>();

    public void furnish(long organisationId) {
        if (furnished.contains(organisationId)) {
            return;
        }
        for (String name : Environment.STANDARD) {
            if (environments.byName(organisationId, name).isEmpty()) {
                environments.add(Environment.open(organisationId, name, clock.instant()));
            }
        }
        environments.flush();
        furnished.add(organisationId);
    }
}
