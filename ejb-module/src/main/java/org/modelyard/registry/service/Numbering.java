package org.modelyard.registry.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.ModelVersions.Numbered;
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
        Numbered last = versions.highest(model).orElse(null);
        if (last == null) {
            return new Next(Versions.next(null, bump == null ? SignatureChange.needed(List.of()) : bump), null);
        }
        Semver highest = last.number();
        List<SignatureChange> changes = changes(relied(model, last), signature, bump);
        Bump raised = bump == null ? SignatureChange.needed(changes) : bump;
        return new Next(Versions.next(highest, raised), highest.getVersion());
    }

    /** Mostly the last one; only else are the others looked through. */
    private Optional<Numbered> relied(Model model, Numbered last) {
        return last.relied() ? Optional.of(last) : versions.highestRelied(model);
    }

    private static List<SignatureChange> changes(
            Optional<Numbered> before, SignatureDocument signature, @Nullable Bump bump) {
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
