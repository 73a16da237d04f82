package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.Assignment;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** A/B tests: drafted, started once, stopped for good. */
@Stateless
public class Experiments {

    @Inject
    private StoredExperiments experiments;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * @throws Refusal.Invalid naming all that is wrong
     * @throws Refusal.Conflict when there is one of that name
     */
    public ExperimentView create(Caller caller, @Nullable String name, ExperimentWish wish) {
        caller.require(Role.OPERATOR);
        if (name == null) {
            throw new Refusal.Invalid("name", "Give the experiment a name.");
        }
        Experiment experiment = Experiment.draft(caller.organisationId(), name, wish.plan(), caller.actor());
        if (experiments.byName(caller.organisationId(), name).isPresent()) {
            throw new Refusal.Conflict("There is an experiment '" + name + "' already; take another name.");
        }
        experiments.add(experiment);
        audit.done(caller, "experiment.create", subject(experiment), name);
        return view(experiment);
    }

    /** Newest first. */
    public Page<ExperimentView> list(Caller caller, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(experiments.page(caller.organisationId(), page), page, Experiment::id, this::view);
    }

    public ExperimentView get(Caller caller, String name) {
        caller.require(Role.VIEWER);
        return view(experiments.byName(caller.organisationId(), name).orElseThrow(() -> missing(name)));
    }

    /** @throws Refusal.Conflict when it has been started, or the layer's traffic is taken, naming by whom */
    public ExperimentView start(Caller caller, String name) {
        caller.require(Role.OPERATOR);
        List<Experiment> open = experiments.lockedOpen(caller.organisationId());
        Experiment experiment = open.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .or(() -> experiments.byName(caller.organisationId(), name))
                .orElseThrow(() -> missing(name));
        Instant now = clock.instant();
        String layer = experiment.layer();
        experiment.start(layer == null ? 0 : slot(experiment, layer, open, now), now);
        audit.done(caller, "experiment.start", subject(experiment), name);
        return view(experiment);
    }

    private static int slot(Experiment wanted, String layer, List<Experiment> open, Instant now) {
        List<Assignment.Slot> taken = open.stream()
                .filter(one -> one.id() != wanted.id() && layer.equals(one.layer()))
                .filter(one -> one.state(now) == ExperimentState.RUNNING)
                .map(one -> new Assignment.Slot(one.name(), one.slotFrom(), one.traffic()))
                .toList();
        int from = Assignment.free(taken, wanted.traffic());
        if (from < 0) {
            throw new Refusal.Conflict("The layer '" + layer + "' has no room for "
                    + Assignment.percent(wanted.traffic()) + " of its traffic in one piece: "
                    + String.join(
                            ", ",
                            taken.stream()
                                    .map(slot ->
                                            "'" + slot.experiment() + "' has " + Assignment.percent(slot.buckets()))
                                    .toList())
                    + ". Stop one of them, or ask for less traffic or another layer.");
        }
        return from;
    }

    /** Saying so again changes nothing. */
    public ExperimentView stop(Caller caller, String name, @Nullable String reason) {
        caller.require(Role.OPERATOR);
        Experiment experiment = locked(caller, name);
        if (experiment.stop(reason, clock.instant())) {
            audit.done(
                    caller,
                    "experiment.stop",
                    subject(experiment),
                    reason == null ? name : Texts.cut(name + ": " + reason, 1_000));
        }
        return view(experiment);
    }

    private Experiment locked(Caller caller, String name) {
        return experiments.locked(caller.organisationId(), name).orElseThrow(() -> missing(name));
    }

    private ExperimentView view(Experiment experiment) {
        return ExperimentView.of(experiment, clock.instant());
    }

    static Refusal.NotFound missing(String name) {
        return new Refusal.NotFound("experiment", name);
    }

    private static String subject(Experiment experiment) {
        return "experiment/" + experiment.name();
    }
}
