package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.BusinessWorth;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.entity.BusinessDeclaration;
import org.modelyard.registry.entity.BusinessDeclarations;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.RegistryJson;

/** What models' answers are worth to the business. Evaluations take what is declared when they begin. */
@Stateless
public class DeclaredBusiness {

    private static final int NAMED = 5;

    @Inject
    private BusinessDeclarations declarations;

    @Inject
    private Models models;

    @Inject
    private ModelVersions versions;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * A declaration as others see it.
     *
     * @param changes how often it was replaced: its version, for {@code If-Match}
     */
    public record Declared(BusinessMetrics metrics, long changes, String changedBy, Instant changedAt) {}

    /** What holds now; empty where nothing is declared, or there is no such model yet. */
    public Optional<BusinessMetrics> of(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return declarations.of(caller.organisationId(), model).map(BusinessDeclaration::declared);
    }

    /** @throws Refusal.NotFound when there is no such model, or nothing is declared for it */
    public Declared get(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return view(found(caller, model));
    }

    /** The labels that a declaration is made of: those of the highest version that says any, of two the positive one second. */
    public List<String> labels(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return models.byName(caller.organisationId(), model).map(this::labels).orElse(List.of());
    }

    /** As {@link #get}; empty where nothing is declared. */
    public Optional<Declared> find(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return declarations.of(caller.organisationId(), model).map(DeclaredBusiness::view);
    }

    /**
     * From now on this holds.
     *
     * @param seen version that the caller changes; null for any
     * @throws Refusal.NotFound when there is no such model
     * @throws Refusal.Invalid when it does not fit what the model answers
     * @throws Refusal.Stale when it has changed since, or is not there any more
     */
    public Declared declare(Caller caller, String model, BusinessMetrics metrics, @Nullable Long seen) {
        caller.require(Role.OPERATOR);
        Model named = locked(caller, model);
        requireFit(named, metrics);
        Optional<BusinessDeclaration> known = declarations.of(caller.organisationId(), model);
        if (known.isEmpty() && seen != null) {
            throw new Refusal.Stale("Nothing is declared for the model now: leave If-Match out.");
        }
        BusinessDeclaration declaration = known.orElseGet(() -> {
            BusinessDeclaration first = BusinessDeclaration.of(named, metrics, caller.actor(), clock.instant());
            declarations.add(first);
            return first;
        });
        if (known.isPresent()) {
            declaration.requireSeen(seen);
            declaration.replace(metrics, caller.actor(), clock.instant());
        }
        audit.done(caller, "business.declare", subject(model), Texts.cut(metrics.toJson(), 1_000));
        return view(declaration);
    }

    /**
     * Nothing is declared any more; what was measured stays.
     *
     * @param seen as for {@link #declare}
     * @throws Refusal.NotFound when nothing was
     */
    public void remove(Caller caller, String model, @Nullable Long seen) {
        caller.require(Role.OPERATOR);
        locked(caller, model);
        BusinessDeclaration declaration = found(caller, model);
        declaration.requireSeen(seen);
        declarations.remove(declaration);
        audit.done(caller, "business.delete", subject(model), "");
    }

    private void requireFit(Model model, BusinessMetrics metrics) {
        BusinessWorth worth = metrics.worth();
        if (worth == null) {
            return;
        }
        if (worth.task() != model.task()) {
            String field = worth instanceof BusinessWorth.ByLabel ? "costs" : "perUnitOver";
            throw new Refusal.Invalid(
                    field,
                    model.name() + " is for " + model.task() + ": "
                            + (worth instanceof BusinessWorth.ByLabel
                                    ? "give 'perUnitOver' and 'perUnitUnder'."
                                    : "give 'costs' or 'values' by label."));
        }
        List<String> labels = labels(model);
        if (worth instanceof BusinessWorth.ByLabel byLabel && !labels.isEmpty()) {
            String field = byLabel.values() ? "values" : "costs.labels";
            List<FieldError> errors = new ArrayList<>();
            List<String> declared = byLabel.costs().labels();
            named(labels, declared, errors, field, "The model answers with ", ", for which nothing is said.");
            named(declared, labels, errors, field, "The model knows no ", ".");
            Fields.check(errors);
        }
    }

    private static void named(
            List<String> all,
            List<String> without,
            List<FieldError> errors,
            String field,
            String before,
            String after) {
        List<String> left = all.stream()
                .filter(label -> !without.contains(label))
                .limit(NAMED)
                .toList();
        if (!left.isEmpty()) {
            String names = Texts.cut("'" + String.join("', '", left) + "'", 200);
            errors.add(new FieldError(field, before + names + after));
        }
    }

    /** Of the highest version that says any; empty where none does. */
    private List<String> labels(Model model) {
        return versions.of(model).stream()
                .sorted(Comparator.comparing(ModelVersion::number).reversed())
                .map(version -> RegistryJson.strings(version.labels()))
                .filter(labels -> !labels.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private BusinessDeclaration found(Caller caller, String model) {
        if (models.byName(caller.organisationId(), model).isEmpty()) {
            throw new Refusal.NotFound("model", model);
        }
        return declarations
                .of(caller.organisationId(), model)
                .orElseThrow(() -> new Refusal.NotFound("business metrics of", model));
    }

    /** So that two who declare at the same time do so one after the other. */
    private Model locked(Caller caller, String model) {
        return models.lockedByName(caller.organisationId(), model)
                .orElseThrow(() -> new Refusal.NotFound("model", model));
    }

    private static Declared view(BusinessDeclaration declaration) {
        return new Declared(
                declaration.declared(), declaration.changes(), declaration.changedBy(), declaration.changedAt());
    }

    private static String subject(String model) {
        return "model/" + model + "/business-metrics";
    }
}
