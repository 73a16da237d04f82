package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Aliases;
import org.modelyard.registry.entity.ModelAlias;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;

/** What becomes of versions: deprecated, archived, deleted, and taken back. Each change is audited with its reason. */
@Stateless
public class VersionLives {

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

    /**
     * Another is to be used instead; where it serves it goes on.
     *
     * @param successor as {@link Registry#resolve} takes it; null when there is none yet
     */
    public ModelVersionView deprecate(
            Caller caller, String model, String number, @Nullable String successor, @Nullable String reason) {
        ModelVersion version = changed(caller, model, number);
        String instead = successor == null
                ? null
                : registry.resolve(caller, model, successor).version();
        if (version.text().equals(instead)) {
            throw new Refusal.Invalid("successor", "A version does not succeed itself.");
        }
        version.life().deprecate(instead);
        return done(
                caller,
                version,
                "model.deprecate",
                (instead == null ? "no successor" : "use " + instead) + said(reason));
    }

    /** @throws Refusal.Conflict while it serves somewhere */
    public ModelVersionView archive(Caller caller, String model, String number, @Nullable String reason) {
        ModelVersion version = changed(caller, model, number);
        requireIdle(version);
        version.life().archive();
        return done(caller, version, "model.archive", version.stage() + said(reason));
    }

    /** Takes back the last of being deleted, archived or deprecated. */
    public ModelVersionView restore(Caller caller, String model, String number) {
        caller.require(Role.OPERATOR);
        champions.lock(caller, model);
        ModelVersion version = versions.byText(caller.organisationId(), model, number)
                .orElseThrow(() -> new Refusal.NotFound("version of " + model, number));
        version.life().restore(champions.highest(version));
        return done(caller, version, "model.restore", version.stage().name());
    }

    /**
     * Seen no more, until it is restored or cleaned up.
     *
     * @throws Refusal.Conflict while it serves somewhere or an alias means it
     */
    public void delete(Caller caller, String model, String number, @Nullable String reason) {
        ModelVersion version = changed(caller, model, number);
        requireIdle(version);
        version.life().delete(clock.instant());
        epochs.raise(Epochs.ROUTING);
        audit.done(caller, "model.delete", subject(version), "can be restored" + said(reason));
    }

    private ModelVersion changed(Caller caller, String model, String number) {
        caller.require(Role.OPERATOR);
        champions.lock(caller, model); // before anything is read
        return versions.byText(caller.organisationId(), model, number)
                .filter(version -> version.life().deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("version of " + model, number));
    }

    private void requireIdle(ModelVersion version) {
        champions.requireUntested(version);
        List<String> names = aliases.of(version).stream()
                .map(alias -> alias.environment().isEmpty() ? "alias " + alias.name() : where(alias))
                .toList();
        if (!names.isEmpty()) {
            throw new Refusal.Conflict(version.model().name() + " " + version.text() + " is in use: "
                    + String.join(", ", names) + ". Promote another version, or give the alias to one, first.");
        }
    }

    private static String where(ModelAlias alias) {
        return alias.name() + " of " + alias.environment();
    }

    private ModelVersionView done(Caller caller, ModelVersion version, String action, String detail) {
        epochs.raise(Epochs.ROUTING);
        audit.done(caller, action, subject(version), detail);
        return registry.version(caller, version.id());
    }

    private static String subject(ModelVersion version) {
        return "model/" + version.model().name() + "/" + version.text();
    }

    private static String said(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "" : ": " + reason.strip();
    }
}
