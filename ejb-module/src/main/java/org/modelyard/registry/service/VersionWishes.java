package org.modelyard.registry.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Aliases;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.ModelAlias;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.model.AliasName;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.model.Versions;

/** Finds the version that somebody means who does not say its number. */
@Dependent
class VersionWishes {

    /** Those that may be deployed, and that ranges may mean. */
    static final Set<Stage> OFFERED =
            Arrays.stream(Stage.values()).filter(Stage::offered).collect(Collectors.toUnmodifiableSet());

    private static final String PRODUCTION = "production";

    @Inject
    private ModelVersions versions;

    @Inject
    private Aliases aliases;

    /** As {@link Registry#resolve}. */
    ModelVersion found(Caller caller, Model model, String wish) {
        return found(model, wish)
                .filter(version -> version.organisationId() == caller.organisationId())
                .orElseThrow(() -> new Refusal.NotFound("version of " + model.name(), wish));
    }

    private Optional<ModelVersion> found(Model model, String wish) {
        if (!wish.isEmpty() && Character.isDigit(wish.charAt(0))) {
            return numbered(model, Versions.require(wish).getVersion());
        }
        int at = wish.indexOf('@');
        String name = at < 0 ? wish : wish.substring(0, at);
        if (AliasName.isName(name) && !wish.equals(AliasName.LATEST)) {
            String environment = at < 0 ? (name.equals(AliasName.CHAMPION) ? PRODUCTION : "") : wish.substring(at + 1);
            return aliases.of(model.organisationId(), model.id(), environment, name)
                    .map(ModelAlias::version)
                    .filter(version -> version.life().deletedAt() == null);
        }
        return Versions.best(versions.numbers(model, OFFERED), wish)
                .flatMap(best -> numbered(model, best.getVersion()));
    }

    private Optional<ModelVersion> numbered(Model model, String number) {
        return versions.byText(model.organisationId(), model.name(), number)
                .filter(version -> version.life().deletedAt() == null);
    }
}
