package org.modelyard.registry.service;

import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;

/** On which rows versions were evaluated here; the feature that evaluates them knows. */
public interface EvaluatedRows {

    /** The snapshot of the version's newest evaluation that came to its end; empty where there is none. */
    Optional<UUID> newestSnapshot(Caller caller, ModelVersionView version);
}
