package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentSums;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.ExperimentAnalysis;
import org.modelyard.experiment.model.ExperimentLook;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.Guardrail;
import org.modelyard.experiment.model.VariantFigures;
import org.modelyard.platform.service.StatementFailed;

/** What an experiment says so far, added up when it is asked. */
@Stateless
public class ExperimentResults {

    private static final Sample NOTHING = new Sample(0, Double.NaN, Double.NaN);

    @Inject
    private StoredExperiments experiments;

    @Inject
    private ExperimentSums sums;

    @Inject
    private Clock clock;

    public ResultsView of(Caller caller, String name) {
        caller.require(Role.VIEWER);
        Experiment experiment =
                experiments.byName(caller.organisationId(), name).orElseThrow(() -> Experiments.missing(name));
        ExperimentPlan plan = experiment.plan();
        try {
            Map<Integer, Long> units = sums.units(experiment.id());
            Instant now = clock.instant();
            OptionalLong planned = plan.rule() == AnalysisRule.FIXED_HORIZON
                    ? sums.assignedAt(experiment.id(), plan.plannedUnits())
                    : OptionalLong.empty();
            ExperimentLook look = ExperimentLook.at(plan, now.toEpochMilli(), planned);
            long open = sums.after(experiment.id(), now.toEpochMilli() - plan.windowMillis());
            Map<Integer, Sample> metric =
                    sums.samples(experiment.id(), plan.metric(), plan.windowMillis(), look.upToMillis());
            List<Map<Integer, Sample>> guarded = new ArrayList<>();
            for (Guardrail guardrail : plan.guardrails()) {
                guarded.add(sums.samples(experiment.id(), guardrail.metric(), plan.windowMillis(), look.upToMillis()));
            }
            List<VariantFigures> figures = new ArrayList<>();
            for (int i = 0; i < plan.variants().size(); i++) {
                int place = i;
                figures.add(new VariantFigures(
                        plan.variants().get(i).name(),
                        units.getOrDefault(i, 0L),
                        metric.getOrDefault(i, NOTHING),
                        guarded.stream()
                                .map(one -> one.getOrDefault(place, NOTHING))
                                .toList()));
            }
            return ResultsView.of(
                    experiment,
                    plan,
                    ExperimentAnalysis.report(plan, figures, look.due()),
                    units.getOrDefault(-1, 0L),
                    open,
                    now);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
