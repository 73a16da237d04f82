package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.modelyard.serving.entity.InstallationKeys;
import org.modelyard.serving.model.LogKey;

/** The installation's key of the hashes in its log, the same on each node; made when it is asked for the first time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LoggingKey {

    private static final String NAME = "inference-log";

    @Inject
    private InstallationKeys keys;

    /** Fails when the database is away, or another node makes the key at the same moment: ask again. */
    public LogKey get() {
        return LogKey.of(keys.byName(NAME).orElseGet(() -> {
            String made = LogKey.random();
            keys.add(NAME, made);
            return made;
        }));
    }
}
