package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Aliases;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.ModelAlias;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.AliasName;
import org.modelyard.registry.model.RegistryJson;

/** What people say of models; deleting and restoring them. */
@Stateless
public class ModelEdits {

    @Inject
    private Models models;

    @Inject
    private Aliases aliases;

    @Inject
    private Registry registry;

    @Inject
    private Epochs epochs;

    @Inject
    private StoredExperiments experiments;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** What is null stays as it is; an empty text takes it away. */
    public record Words(@Nullable String description, @Nullable List<String> owners, @Nullable List<String> tags) {}

    /**
     * @param expected of {@code If-Match}, or null
     * @throws Refusal.Stale when it has changed since
     */
    public ModelView say(Caller caller, String name, Words words, @Nullable Long expected) {
        caller.require(Role.OPERATOR);
        Model model = named(caller, name);
        if (model.deletedAt() != null) {
            throw new Refusal.NotFound("model", name);
        }
        if (expected != null && expected != model.lockVersion()) {
            throw new Refusal.Stale("The model '" + name + "' has changed since you read it.");
        }
        model.say(
                words.description() == null
                        ? model.description()
                        : VersionEdits.markdown("description", words.description()),
                words.owners() == null ? model.owners() : RegistryJson.write(VersionEdits.tags(words.owners())),
                words.tags() == null ? model.tags() : RegistryJson.write(VersionEdits.tags(words.tags())));
        models.flush();
        audit.done(caller, "model.describe", "model/" + name, "owners " + model.owners() + ", tags " + model.tags());
        return registry.model(caller, name);
    }

    /**
     * Seen no more, with all its versions, until it is restored; its name stays taken.
     *
     * @throws Refusal.Conflict while a version of it serves, or a running experiment asks it
     */
    public void delete(Caller caller, String name) {
        caller.require(Role.ADMIN);
        Model model = models.lockedByName(caller.organisationId(), name)
                .filter(known -> known.deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("model", name));
        String serving = aliases.of(model).stream()
                .filter(alias -> alias.name().equals(AliasName.CHAMPION))
                .map(ModelAlias::environment)
                .collect(Collectors.joining(", "));
        if (!serving.isEmpty()) {
            throw new Refusal.Conflict("The model '" + name + "' serves " + serving + " and cannot be deleted.");
        }
        experiments.dividing(caller.organisationId(), model.id()).stream()
                .filter(one -> one.state(clock.instant()) == ExperimentState.RUNNING
                        && one.targets().stream()
                                .anyMatch(target -> target.model().equals(name)))
                .findFirst()
                .ifPresent(one -> {
                    throw new Refusal.Conflict("The model '" + name + "' is asked by the experiment '" + one.name()
                            + "' and cannot be deleted: stop that experiment first.");
                });
        model.delete(clock.instant());
        epochs.raise(Epochs.ROUTING);
        audit.done(caller, "model.delete", "model/" + name, "can be restored");
    }

    /** @throws Refusal.Conflict when it is not deleted, or its prices are in another currency than others' are meanwhile */
    public ModelView restore(Caller caller, String name) {
        caller.require(Role.ADMIN);
        Model model = models.lockedByName(caller.organisationId(), name)
                .orElseThrow(() -> new Refusal.NotFound("model", name));
        if (model.deletedAt() == null) {
            throw new Refusal.Conflict("The model '" + name + "' is not deleted.");
        }
        epochs.raise(Epochs.ROUTING); // first: who says prices meanwhile waits here, or is waited for
        StoredAccounting.requireOneCurrency(models, model, StoredAccounting.of(model));
        model.restore();
        models.flush();
        audit.done(caller, "model.restore", "model/" + name, "seen again");
        return registry.model(caller, name);
    }

    private Model named(Caller caller, String name) {
        return models.byName(caller.organisationId(), name).orElseThrow(() -> new Refusal.NotFound("model", name));
    }
}
