package org.modelyard.registry.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureChange;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Versions;
import org.semver4j.Semver;

/** Gives versions their numbers; to be asked under the model's lock. */
@Dependent
class Numbering {

    @Inject
    private ModelVersions versions;

    /**
     * @param parent number of the highest version before, or null
     */
    record Next(Semver number, @Nullable String parent) {}

    /**
     * @param bump null: the least that the signature allows
     * @throws Refusal.Invalid when the bump says less than the signature's changes since the version before
     */
    Next next(Model model, SignatureDocument signature, @Nullable Bump bump) {
        List<SignatureChange> changes = changes(model, signature, bump);
        Semver highest = versions.highest(model).orElse(null);
        Bump raised = bump == null ? SignatureChange.needed(changes) : bump;
        return new Next(Versions.next(highest, raised), highest == null ? null : highest.getVersion());
    }

    private List<SignatureChange> changes(Model model, SignatureDocument signature, @Nullable Bump bump) {
        Optional<ModelVersion> before = versions.highestRelied(model);
        if (before.isEmpty()) {
            return List.of();
        }
        List<SignatureChange> changes = SignatureChange.between(
                RegistryJson.read(before.get().signature(), SignatureDocument.class), signature);
        if (bump != null) {
            SignatureChange.require(bump, changes, before.get().text());
        }
        return changes;
    }
}
