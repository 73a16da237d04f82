package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Aliases;
import org.modelyard.registry.entity.ModelAlias;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.AliasName;
import org.modelyard.registry.model.Stage;

/**
 * Which version is champion of an environment: part of the transaction that changes the routing, so that alias, stage and
 * routing change together, and under the model's lock, so that there is one champion at any time.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Champions {

    @Inject
    private Models models;

    @Inject
    private ModelVersions versions;

    @Inject
    private Aliases aliases;

    @Inject
    private StoredExperiments experiments;

    @Inject
    private PromotionPolicies policies;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** To be called before anything of the model is read: what is read later is then no older than the lock. */
    public void lock(long modelId) {
        if (models.lockedById(modelId).isEmpty()) {
            throw new Refusal.NotFound("model", Long.toString(modelId));
        }
    }

    /**
     * The same by name; a deleted model is not there.
     *
     * @throws Refusal.NotFound when there is none
     */
    public void lock(Caller caller, String model) {
        if (models.lockedByName(caller.organisationId(), model)
                .filter(known -> known.deletedAt() == null)
                .isEmpty()) {
            throw new Refusal.NotFound("model", model);
        }
    }

    /** Why a version may serve no more that could when it was asked for; null when it may. */
    public @Nullable String gone(long versionId) {
        ModelVersion version = version(versionId);
        if (version.life().deletedAt() != null || version.model().deletedAt() != null) {
            return version.model().name() + " " + version.text() + " was deleted.";
        }
        return version.stage().answers()
                ? null
                : version.model().name() + " " + version.text() + " is " + version.stage() + ".";
    }

    /**
     * Why a version that was asked for earlier may not come into the environment any more: it is {@link #gone}, or lacks by now what policies require,
     * as after a rejection. Null when it may. Under the model's lock, so that nothing of it changes before it serves.
     */
    public @Nullable String barred(long versionId, String environment) {
        String gone = gone(versionId);
        if (gone != null) {
            return gone;
        }
        ModelVersion version = version(versionId);
        ModelVersionView view = ModelVersionView.of(version, versions.artifacts(version), aliases.of(version));
        return policies.obstacle(Caller.server(version.organisationId()), view, environment)
                .orElse(null);
    }

    /**
     * As below.
     *
     * @param versionId internal
     */
    public void requireUntested(long versionId) {
        requireUntested(version(versionId));
    }

    /** @throws Refusal.Conflict while a running experiment asks the version */
    public void requireUntested(ModelVersion version) {
        for (Experiment experiment :
                experiments.dividing(version.organisationId(), version.model().id())) {
            if (experiment.state(clock.instant()) == ExperimentState.RUNNING
                    && experiment.targets().stream().anyMatch(target -> target.versionId() == version.id())) {
                throw new Refusal.Conflict(
                        version.model().name() + " " + version.text() + " is in use: the experiment '"
                                + experiment.name() + "' asks it. Stop that experiment first.");
            }
        }
    }

    /** The version serves the environment from now on. */
    public void crown(Caller caller, long versionId, String environment) {
        ModelVersion version = version(versionId);
        Optional<ModelAlias> alias =
                aliases.champion(version.organisationId(), version.model().id(), environment);
        ModelVersion before = alias.map(ModelAlias::version).orElse(null);
        if (alias.isPresent()) {
            alias.get().point(version, caller.actor(), clock.instant());
        } else {
            aliases.add(ModelAlias.champion(environment, version, caller.actor(), clock.instant()));
        }
        settle(version);
        if (before != null && before.id() != version.id()) {
            settle(before);
        }
        audit.done(
                caller,
                "model.promote",
                "model/" + version.model().name() + "/" + version.text(),
                "champion in " + environment + (before == null ? "" : ", before " + before.text()));
    }

    /** Nothing serves the environment any more. */
    public void abdicate(Caller caller, long versionId, String environment) {
        ModelVersion version = version(versionId);
        Optional<ModelAlias> alias = aliases.champion(
                        version.organisationId(), version.model().id(), environment)
                .filter(champion -> champion.version().id() == versionId);
        if (alias.isPresent()) {
            aliases.remove(alias.get());
            settle(version);
            audit.done(
                    caller,
                    "model.demote",
                    "model/" + version.model().name() + "/" + version.text(),
                    "no longer champion in " + environment);
        }
    }

    /** The highest stage that a version is champion of; null when it is of neither staging nor production. */
    public @Nullable Stage highest(ModelVersion version) {
        return aliases.of(version).stream()
                .filter(alias -> alias.name().equals(AliasName.CHAMPION))
                .map(alias -> Stage.ofChampion(alias.environment()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private void settle(ModelVersion version) {
        version.life().champion(highest(version));
    }

    private ModelVersion version(long id) {
        return versions.byId(id).orElseThrow(() -> new Refusal.NotFound("model version", Long.toString(id)));
    }
}
