package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.store.StoredArtifact;

/** What the rows know of files that people brought, each step in a transaction of its own: streams are slow. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BroughtLedger {

    /** Of one version; the kinds have names of their own, so a bound is needed. */
    private static final int MOST = 200;

    @Inject
    private ModelVersions versions;

    @Inject
    private Champions champions;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** Who brought it, which tells it from what the server made. */
    record Brought(String broughtBy, String at) {}

    /**
     * Before a stream is read.
     *
     * @throws Refusal.Conflict when the server made the version's artifact of that kind, or there are too many
     */
    public void requireFree(Caller caller, String model, String number, String kind) {
        caller.require(Role.OPERATOR);
        ArtifactKind.requireBrought(kind);
        replaceable(numbered(caller, model, number), kind);
    }

    /**
     * @param seen SHA-256 that the caller believes to be there; null for any
     * @throws Refusal.Stale when others are
     */
    public ModelVersionView.ArtifactView add(
            Caller caller, String model, String number, String kind, StoredArtifact stored, @Nullable String seen) {
        caller.require(Role.OPERATOR);
        champions.lock(caller, model);
        ModelVersion version = numbered(caller, model, number);
        Optional<Artifact> known = replaceable(version, kind);
        if (seen != null && !known.map(Artifact::sha256).equals(Optional.of(seen))) {
            throw new Refusal.Stale("The artifact '" + kind + "' is not what If-Match says.");
        }
        String facts =
                RegistryJson.write(new Brought(caller.actor(), clock.instant().toString()));
        String before =
                known.map(artifact -> ", in place of " + artifact.sha256()).orElse("");
        if (known.isPresent()) {
            known.get().replace(stored.sha256(), stored.bytes(), facts);
        } else {
            versions.add(Artifact.withFacts(version, kind, stored.sha256(), stored.bytes(), facts));
        }
        audit.done(
                caller,
                "model.artifact",
                "model/" + model + "/" + number,
                kind + ", SHA-256 " + stored.sha256() + before);
        return new ModelVersionView.ArtifactView(kind, stored.sha256(), stored.bytes());
    }

    private Optional<Artifact> replaceable(ModelVersion version, String kind) {
        Optional<Artifact> known = versions.artifact(version, kind);
        if (known.filter(artifact -> artifact.facts() == null).isPresent()) {
            throw new Refusal.Conflict(
                    "The server made the '" + kind + "' of " + version.model().name() + " " + version.text()
                            + " and keeps it: bring yours as '" + kind + "-' and a word of your own.");
        }
        if (known.isEmpty() && versions.artifacts(version).size() >= MOST) {
            throw new Refusal.Conflict("A version has at most " + MOST + " artifacts; pack some of them together.");
        }
        return known;
    }

    private ModelVersion numbered(Caller caller, String model, String number) {
        return versions.byText(caller.organisationId(), model, number)
                .filter(version ->
                        version.life().deletedAt() == null && version.model().deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("version of " + model, number));
    }
}
