package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.Assignment;
import org.modelyard.experiment.model.ExperimentJson;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.platform.model.ContentTag;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.RunningExperiments;

/** A/B tests: drafted, changed until they start, started once, stopped for good. */
@Stateless
public class Experiments {

    @Inject
    private StoredExperiments experiments;

    @Inject
    private ExperimentTargets targets;

    @Inject
    private RunningExperiments running;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private BanditRounds rounds;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * @throws Refusal.Invalid naming all that is wrong
     * @throws Refusal.Conflict when there is one of that name, or its versions cannot answer the same requests
     */
    public ExperimentView create(Caller caller, @Nullable String name, ExperimentWish wish) {
        caller.require(Role.OPERATOR);
        if (name == null) {
            throw new Refusal.Invalid("name", "Give the experiment a name.");
        }
        ExperimentPlan plan = wish.plan();
        Experiment experiment = Experiment.draft(caller.organisationId(), name, plan, caller.actor());
        if (experiments.byName(caller.organisationId(), name).isPresent()) {
            throw new Refusal.Conflict("There is an experiment '" + name + "' already; take another name.");
        }
        place(caller, experiment, plan);
        experiments.add(experiment);
        audit.done(caller, "experiment.create", subject(experiment), name);
        return view(experiment);
    }

    private void place(Caller caller, Experiment experiment, ExperimentPlan plan) {
        if (plan.subject() == ExperimentSubject.CONTENT) {
            experiment.place(null, null);
        } else {
            ExperimentTargets.Settled settled = targets.settle(caller, plan);
            experiment.place(settled.modelId(), settled.environmentId());
        }
    }

    /**
     * Plans a draft anew, with the checks that a new one has to pass; its name and its salt stay. Saying the same again changes nothing.
     *
     * @param expected of {@code If-Match}, or null
     * @throws Refusal.Invalid naming all that is wrong
     * @throws Refusal.Conflict when it has been started, or its versions cannot answer the same requests
     * @throws Refusal.Stale when it has changed since
     */
    public ExperimentView change(Caller caller, String name, ExperimentWish wish, @Nullable Long expected) {
        caller.require(Role.OPERATOR);
        Experiment experiment = locked(caller, name);
        Instant now = clock.instant();
        experiment.requireDraft(now);
        ContentTag.require(expected, experiment.changes(), "The draft '" + name + "'");
        ExperimentPlan plan = wish.plan();
        place(caller, experiment, plan);
        List<String> changed = ExperimentJson.differing(experiment.plan(), plan);
        if (!changed.isEmpty()) {
            experiment.redraft(plan, now);
            audit.done(caller, "experiment.change", subject(experiment), name + ": " + String.join(", ", changed));
        }
        return view(experiment);
    }

    /** Newest first. */
    public Page<ExperimentView> list(Caller caller, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(experiments.page(caller.organisationId(), page), page, Experiment::id, this::view);
    }

    /**
     * Those that have a variant that asks whatever serves of a model, and during which a version of it served there; newest first.
     *
     * @param version internal id
     */
    public List<ExperimentView> ofServing(Caller caller, String model, long version, int most) {
        caller.require(Role.VIEWER);
        return experiments.askingServing(caller.organisationId(), model, version, most).stream()
                .map(this::view)
                .toList();
    }

    /**
     * Those that were started and have a variant that was settled to ask a version, newest first.
     *
     * @param version internal id
     */
    public List<ExperimentView> ofVersion(Caller caller, long version, int most) {
        caller.require(Role.VIEWER);
        return experiments.asking(caller.organisationId(), version, most).stream()
                .map(this::view)
                .toList();
    }

    public ExperimentView get(Caller caller, String name) {
        caller.require(Role.VIEWER);
        return view(experiments.byName(caller.organisationId(), name).orElseThrow(() -> missing(name)));
    }

    /**
     * What its variants ask is settled now.
     *
     * @throws Refusal.Conflict when it has been started, or is changed in this moment, or the layer's traffic is taken, or something else is
     *     under way where its versions would be asked, naming what
     */
    public ExperimentView start(Caller caller, String name) {
        caller.require(Role.OPERATOR);
        RunningExperiments.Stake stake = running.stake(caller.organisationId(), name);
        running.hold(stake);
        List<Experiment> open = experiments.lockedOpen(caller.organisationId());
        Experiment experiment = open.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .or(() -> experiments.byName(caller.organisationId(), name))
                .orElseThrow(() -> missing(name));
        Instant now = clock.instant();
        String layer = experiment.layer();
        experiment.requireDraft(now);
        if (!stake.equals(RunningExperiments.Stake.of(experiment))) { // what is locked is the place of the plan before
            throw new Refusal.Conflict(
                    "Somebody changed the draft '" + name + "' in this moment: look at it, and start it again.");
        }
        int from = layer == null ? 0 : slot(experiment, layer, open, now);
        ExperimentPlan plan = experiment.plan();
        if (plan.subject() == ExperimentSubject.CONTENT) {
            experiment.start(from, now);
        } else {
            divide(caller, experiment, plan, from, now);
        }
        if (plan.adaptive()) {
            rounds.first(experiment, plan, now);
        }
        audit.done(caller, "experiment.start", subject(experiment), name);
        return view(experiment);
    }

    private void divide(Caller caller, Experiment experiment, ExperimentPlan plan, int from, Instant now) {
        ExperimentTargets.Settled settled = targets.settle(caller, plan);
        Long model = settled.modelId();
        if (model != null) {
            String environment = Objects.requireNonNull(plan.environment());
            deployments.obstacle(caller, model, environment).ifPresent(obstacle -> {
                throw new Refusal.Conflict(obstacle);
            });
            deployments.requireSettled(caller, model, environment);
        }
        experiment.start(from, settled.targets(), settled.deploymentId(), now);
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
        running.hold(running.stake(caller.organisationId(), name));
        Experiment experiment = locked(caller, name);
        if (experiment.stop(reason, clock.instant())) {
            if (experiment.plan().adaptive()) {
                rounds.last(experiment);
            }
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
