package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.ContentTag;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Aliases;
import org.modelyard.registry.entity.ModelAlias;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.model.AliasName;

/** The names that people give to versions. */
@Stateless
public class VersionAliases {

    @Inject
    private ModelVersions versions;

    @Inject
    private Aliases aliases;

    @Inject
    private Champions champions;

    @Inject
    private Registry registry;

    @Inject
    private Epochs epochs;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** @throws Refusal.NotFound when nobody has given such a name */
    public AliasView get(Caller caller, String model, String alias) {
        return registry.aliases(caller, model).stream()
                .filter(known -> known.environment() == null && known.name().equals(alias))
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound("alias of " + model, alias));
    }

    /**
     * @param wish as {@link Registry#resolve} takes it
     * @param expected of {@code If-Match}, or null
     * @throws Refusal.Stale when the name means something else since
     */
    public ModelVersionView name(Caller caller, String model, String alias, String wish, @Nullable Long expected) {
        caller.require(Role.OPERATOR);
        AliasName name = new AliasName(alias);
        champions.lock(caller, model);
        ModelVersion version =
                numbered(caller, model, registry.resolve(caller, model, wish).version());
        Optional<ModelAlias> there =
                aliases.of(caller.organisationId(), version.model().id(), "", alias);
        require(expected, model, alias, there.orElse(null));
        if (there.isPresent()) {
            there.get().point(version, caller.actor(), clock.instant());
        } else {
            aliases.add(ModelAlias.name(name, version, caller.actor(), clock.instant()));
        }
        epochs.raise(Epochs.ROUTING); // who asks for it by this name means another version now
        audit.done(caller, "model.alias", "model/" + model, alias + " means " + version.text());
        return registry.version(caller, version.id());
    }

    private static void require(@Nullable Long expected, String model, String alias, @Nullable ModelAlias there) {
        ContentTag.require(
                expected,
                there == null ? null : AliasView.of(there).tag(),
                "The alias '" + alias + "' of '" + model + "'");
    }

    /**
     * @param expected of {@code If-Match}, or null
     * @throws Refusal.NotFound when there is no such alias
     * @throws Refusal.Stale when the name means something else since
     */
    public void forget(Caller caller, String model, String alias, @Nullable Long expected) {
        caller.require(Role.OPERATOR);
        AliasName name = new AliasName(alias);
        champions.lock(caller, model);
        ModelAlias there = aliases.of(caller.organisationId(), registry.modelId(caller, model), "", name.text())
                .orElseThrow(() -> new Refusal.NotFound("alias of " + model, alias));
        require(expected, model, alias, there);
        aliases.remove(there);
        epochs.raise(Epochs.ROUTING);
        audit.done(caller, "model.alias", "model/" + model, alias + " means nothing any more");
    }

    private ModelVersion numbered(Caller caller, String model, String number) {
        return versions.byText(caller.organisationId(), model, number)
                .filter(version ->
                        version.life().deletedAt() == null && version.model().deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("version of " + model, number));
    }
}
