package org.modelyard.registry.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.SignatureDocument;

/**
 * What a run elsewhere wants to be registered.
 *
 * @param lineage without the parent, which is found under the model's lock
 * @param metrics by name, as JSON: as the run says
 * @param bundle address of the model's bundle; null when the model lives elsewhere
 */
public record DeclaredVersion(
        String model,
        UUID run,
        Bump bump,
        SignatureDocument signature,
        Lineage lineage,
        String metrics,
        @Nullable String bundle) {}
