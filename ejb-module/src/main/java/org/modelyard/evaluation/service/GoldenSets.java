package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.evaluation.entity.GoldenSet;
import org.modelyard.evaluation.entity.StoredGoldenSets;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.service.PromotionPolicies;
import org.modelyard.registry.service.Registry;

/** The fixed rows that a model's versions are tested on, by name. */
@Stateless
public class GoldenSets {

    @Inject
    private StoredGoldenSets sets;

    @Inject
    private Registry registry;

    @Inject
    private PromotionPolicies policies;

    @Inject
    private AskedSnapshots snapshots;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * What to fix: of dataset and snapshot exactly one.
     *
     * @param dataset its accepted rows as they are now
     */
    public record NewGoldenSet(@Nullable String name, @Nullable String dataset, @Nullable String snapshot) {}

    /**
     * A name that the model's policy asks for is ADMIN's to give: whoever chooses the rows decides what a version must be able to do.
     *
     * @throws Refusal.Forbidden when the policy asks for that name, and the caller may not change the policy
     * @throws Refusal.NotFound when model, dataset or snapshot does not exist
     * @throws Refusal.Conflict when the model has a set of that name: it is fixed
     */
    public GoldenSetView fix(Caller caller, String model, NewGoldenSet wanted) {
        caller.require(Role.OPERATOR);
        Optional<PromotionPolicy> policy = policies.held(caller, model);
        String name = Names.require("name", wanted.name() == null ? "" : wanted.name());
        if (sets.byName(caller.organisationId(), model, name).isPresent()) {
            throw new Refusal.Conflict("The model '" + model + "' has a golden set '" + name
                    + "' already, and it is fixed: choose another name.");
        }
        if (asksFor(policy, name)) {
            caller.require(Role.ADMIN);
        }
        AskedSnapshots.Asked rows =
                snapshots.of(caller, model, new Evaluations.Rows(wanted.dataset(), wanted.snapshot(), null));
        GoldenSet golden = GoldenSet.fix(
                new GoldenSet.Subject(caller.organisationId(), model, rows.dataset(), rows.snapshot()),
                name,
                caller.actor(),
                clock.instant());
        sets.add(golden);
        audit.done(
                caller,
                "golden.create",
                "model/" + model + "/golden-sets/" + name,
                rows.dataset() + ", snapshot " + rows.snapshot());
        return GoldenSetView.of(golden);
    }

    public GoldenSetView get(Caller caller, String model, String name) {
        caller.require(Role.VIEWER);
        return GoldenSetView.of(found(caller, model, name));
    }

    /** Of one model, newest first. */
    public Page<GoldenSetView> list(Caller caller, String model, PageRequest page) {
        caller.require(Role.VIEWER);
        registry.modelId(caller, model);
        return Page.of(sets.page(caller.organisationId(), model, page), page, GoldenSet::id, GoldenSetView::of);
    }

    /**
     * The name is free again; the snapshot and what was measured on it stay.
     *
     * @throws Refusal.Conflict while the model's policy asks for it: other rows under its name would be an easier policy
     */
    public void remove(Caller caller, String model, String name) {
        caller.require(Role.OPERATOR);
        Optional<PromotionPolicy> policy = policies.held(caller, model);
        GoldenSet golden = found(caller, model, name);
        if (asksFor(policy, name)) {
            throw new Refusal.Conflict("The policy of '" + model + "' asks for the golden set '" + name
                    + "', which therefore stays: change the policy first.");
        }
        sets.remove(golden);
        audit.done(caller, "golden.delete", "model/" + model + "/golden-sets/" + name, "");
    }

    private static boolean asksFor(Optional<PromotionPolicy> policy, String name) {
        return policy.filter(asked -> name.equals(asked.golden())).isPresent();
    }

    private GoldenSet found(Caller caller, String model, String name) {
        return sets.byName(caller.organisationId(), model, name)
                .orElseThrow(() -> new Refusal.NotFound("golden set of " + model, name));
    }
}
