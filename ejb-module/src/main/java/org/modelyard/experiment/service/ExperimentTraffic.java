package org.modelyard.experiment.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.entity.BanditExposures;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRows;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.Assignment;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.KnownBefore;
import org.modelyard.experiment.model.OutcomeEvent;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.serving.model.StickyHash;

/** What applications ask of experiments all day: which variant a unit gets, and what came of it. */
@Stateless
public class ExperimentTraffic {

    private static final int HELD_OUT = -1;
    private static final int MOST_ERRORS = 20;

    @Inject
    private StoredExperiments experiments;

    @Inject
    private ExperimentRows rows;

    @Inject
    private BanditTraffic bandits;

    @Inject
    private Clock clock;

    /**
     * Who asks, and what is known of it; attributes that neither the targeting nor the segments name do not matter.
     *
     * @param covariate a number that was settled before the unit asked for the first time, such as last month's revenue; null where unknown, and where the
     *     plan names an attribute that tells it
     */
    public record Asked(@Nullable String unit, @Nullable Map<String, Object> attributes, @Nullable Double covariate) {}

    /**
     * Where a unit goes.
     *
     * @param variant null where the unit is not assigned: show it what everybody sees
     * @param content of the variant
     * @param model to ask, where models are tested
     * @param version of it; champion where that is what serves
     * @param round of a bandit in which the unit was assigned; none where shares are fixed, as the next
     * @param propensity with which it got its variant then
     */
    public record Assigned(
            String experiment,
            String unit,
            Assignment.Reason reason,
            @Nullable String variant,
            @Nullable String content,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String model,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String version,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer round,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double propensity) {}

    /**
     * What became of the events of a call.
     *
     * @param stored those that were not there before
     */
    public record Taken(int received, int stored) {}

    /**
     * The same unit gets the same variant, however often it asks; that it did is recorded once.
     *
     * @throws Refusal.Conflict unless the experiment runs, and where a bandit divides predictions
     */
    public Assigned assign(Caller caller, String name, Asked asked) {
        caller.require(Role.REVIEWER);
        String unit = OutcomeEvent.unit("unit", asked.unit());
        Instant now = clock.instant();
        Experiment experiment = find(caller, name);
        experiment.requireRunning(now);
        ExperimentPlan plan = experiment.plan();
        if (plan.firstAnswers()) {
            throw new Refusal.Conflict("The experiment '" + name
                    + "' learns from what is said of the answer that assigned its unit: predict with the unit, which assigns it"
                    + " by the round that divides, and take the variant from the answer.");
        }
        Map<String, Object> attributes = asked.attributes() == null ? Map.of() : asked.attributes();
        Assignment assignment = Assignment.of(
                plan,
                experiment.salt(),
                experiment.slotFrom(),
                unit,
                plan.targeting().filter().takes(attributes));
        KnownBefore facts = KnownBefore.of(plan, attributes, asked.covariate());
        int place =
                switch (assignment.reason()) {
                    case ASSIGNED -> assignment.placeIn(plan);
                    case HELD_OUT -> HELD_OUT;
                    case NOT_TARGETED, OUTSIDE_TRAFFIC -> HELD_OUT - 1;
                };
        BanditExposures.Given given = null;
        if (plan.adaptive() && place > HELD_OUT) {
            given = bandits.give(experiment, unit, now, facts.covariate())
                    .orElseGet(() -> bandits.given(experiment.id(), unit));
            place = given.variant();
        } else if (place >= HELD_OUT) {
            try {
                rows.expose(experiment.id(), unit, place, now.toEpochMilli(), facts);
            } catch (SQLException e) {
                throw new StatementFailed(e);
            }
        }
        var variant = given == null ? assignment.variant() : plan.variants().get(place);
        List<VariantTarget> targets = experiment.targets();
        VariantTarget target = variant == null || targets.isEmpty() ? null : targets.get(place);
        return new Assigned(
                name,
                unit,
                assignment.reason(),
                variant == null ? null : variant.name(),
                variant == null ? null : variant.content(),
                target == null ? null : target.model(),
                target == null ? null : target.version(),
                given == null ? null : given.round(),
                given == null ? null : given.buckets() / (double) StickyHash.BUCKETS);
    }

    /**
     * Stores what units did; an event that is there already stays as it is.
     *
     * @throws Refusal.Invalid naming every event that is wrong, or whose unit was never assigned; then none is stored
     * @throws Refusal.Conflict when the experiment has not been started
     */
    public Taken take(Caller caller, String name, List<OutcomeEvent.@Nullable Given> given) {
        caller.require(Role.REVIEWER);
        Instant now = clock.instant();
        List<OutcomeEvent> events = OutcomeEvent.checked(given, now);
        Experiment experiment = find(caller, name);
        if (experiment.state(now) == ExperimentState.DRAFT) {
            throw new Refusal.Conflict("The experiment '" + name + "' has not been started: nobody was assigned.");
        }
        try {
            Set<String> units =
                    events.stream().map(OutcomeEvent::unit).collect(Collectors.toCollection(LinkedHashSet::new));
            Set<String> assigned = rows.exposed(experiment.id(), units);
            refuseUnknown(events, assigned);
            return new Taken(events.size(), rows.insert(experiment.id(), events));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private static void refuseUnknown(List<OutcomeEvent> events, Set<String> assigned) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < events.size() && errors.size() < MOST_ERRORS; i++) {
            if (!assigned.contains(events.get(i).unit())) {
                errors.add(
                        new FieldError(
                                "events[" + i + "].unit",
                                "This unit was never assigned in the experiment: ask for its variant first, under the same id."));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refusal.Invalid("Units are unknown to the experiment; nothing was stored.", errors);
        }
    }

    private Experiment find(Caller caller, String name) {
        return experiments.byName(caller.organisationId(), name).orElseThrow(() -> Experiments.missing(name));
    }
}
