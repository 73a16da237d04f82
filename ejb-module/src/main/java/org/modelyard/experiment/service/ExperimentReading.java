package org.modelyard.experiment.service;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.SampleRatio;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.entity.ExperimentSums;
import org.modelyard.experiment.entity.JudgedUnits;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.BanditReading;
import org.modelyard.experiment.model.CupedReading;
import org.modelyard.experiment.model.ExperimentAnalysis;
import org.modelyard.experiment.model.ExperimentHistory;
import org.modelyard.experiment.model.ExperimentLook;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentReport;
import org.modelyard.experiment.model.Guardrail;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSums;
import org.modelyard.experiment.model.SegmentAnalysis;
import org.modelyard.experiment.model.SegmentFigures;
import org.modelyard.experiment.model.SegmentReport;
import org.modelyard.experiment.model.VariantFigures;

/**
 * One look at an experiment's rows: a pass over the exposures, one over the events of all metrics that are sums, one a quantile, and one a
 * segmented attribute where that is asked for.
 */
final class ExperimentReading {

    private static final int HELD_OUT = -1;

    private final Experiment experiment;
    private final ExperimentPlan plan;
    private final ExperimentSums sums;
    private final Instant now;
    private final long from;
    private final long step;
    private final ExperimentLook look;
    private final JudgedUnits judged;
    private final List<ExperimentSums.Assigned> assigned;
    private final List<ExperimentSums.Tally> tallies;

    private ExperimentReading(Experiment experiment, ExperimentSums sums, Instant now) throws SQLException {
        this.experiment = experiment;
        this.plan = experiment.plan();
        this.sums = sums;
        this.now = now;
        Instant begun = experiment.startedAt() == null ? experiment.createdAt() : experiment.startedAt();
        Instant over = experiment.stoppedAt(now);
        this.from = begun.toEpochMilli();
        this.step = ExperimentHistory.step(Math.max(0, (over == null ? now : over).toEpochMilli() - from));
        OptionalLong planned = plan.rule() == AnalysisRule.FIXED_HORIZON
                ? sums.assignedAt(experiment.id(), plan.plannedUnits())
                : OptionalLong.empty();
        this.look = ExperimentLook.at(plan, now.toEpochMilli(), planned);
        this.judged = JudgedUnits.of(experiment.id(), plan, look.upToMillis());
        this.assigned = sums.assigned(experiment.id(), from, step);
        List<ExperimentMetric> wanted = summed();
        this.tallies = wanted.isEmpty() ? List.of() : sums.tallies(judged, wanted, from, step);
    }

    static ExperimentReading of(Experiment experiment, ExperimentSums sums, Instant now) throws SQLException {
        return new ExperimentReading(experiment, sums, now);
    }

    Experiment experiment() {
        return experiment;
    }

    ExperimentPlan plan() {
        return plan;
    }

    Instant at() {
        return now;
    }

    long heldOut() {
        return units(HELD_OUT);
    }

    /** Units whose window is still open. */
    long open() throws SQLException {
        return sums.after(experiment.id(), now.toEpochMilli() - plan.windowMillis());
    }

    JudgedUnits judged() {
        return judged;
    }

    /** Whether the units are divided as they should be: by the plan's shares, and of a bandit by its rounds'. */
    SampleRatio ratio(ExperimentRounds rounds) throws SQLException {
        int variants = plan.variants().size();
        return plan.adaptive()
                ? BanditReading.ratio(rounds.all(experiment.id()), rounds.units(experiment.id(), variants))
                : ExperimentAnalysis.ratio(
                        plan,
                        IntStream.range(0, variants).mapToLong(this::units).toArray());
    }

    /** @param ratio see {@link #ratio} */
    ExperimentReport report(SampleRatio ratio) throws SQLException {
        return ExperimentAnalysis.report(plan, figures(), look.due(), ratio);
    }

    private List<VariantFigures> figures() throws SQLException {
        List<List<Sample>> guarded = new ArrayList<>();
        for (Guardrail guardrail : plan.guardrails()) {
            guarded.add(samples(guardrail.metric()));
        }
        List<Sample> metric = quantile(plan.metric()) ? samples(plan.metric()) : CupedReading.samples(plan, totals());
        return IntStream.range(0, plan.variants().size())
                .mapToObj(i -> new VariantFigures(
                        plan.variants().get(i).name(),
                        units(i),
                        metric.get(i),
                        guarded.stream().map(one -> one.get(i)).toList()))
                .toList();
    }

    Optional<CupedReading> cuped() {
        return quantile(plan.metric()) ? Optional.empty() : CupedReading.of(plan, totals(), look.due());
    }

    List<SegmentReport> segments() throws SQLException {
        Map<String, List<SegmentFigures>> all = new LinkedHashMap<>();
        for (int place = 0; place < plan.segmented().size(); place++) {
            List<String> values = sums.segmentValues(experiment.id(), place, SegmentFigures.MOST_VALUES);
            Map<Long, List<MetricSums>> found = new HashMap<>();
            for (ExperimentSums.Tally one : sums.bySegment(judged, plan.metric(), place, values)) {
                found.computeIfAbsent(one.key(), any -> nothing()).set(one.variant(), one.sums());
            }
            List<SegmentFigures> figures = new ArrayList<>();
            for (int key = 0; key <= values.size(); key++) {
                figure(key < values.size() ? values.get(key) : SegmentFigures.OTHER, found.get((long) key), figures);
            }
            figure(SegmentFigures.NONE, found.get(-1L), figures);
            all.put(plan.segmented().get(place), figures);
        }
        return SegmentAnalysis.of(plan, all, look.due());
    }

    private void figure(String value, @Nullable List<MetricSums> found, List<SegmentFigures> figures) {
        if (found != null) {
            figures.add(new SegmentFigures(
                    value,
                    found.stream().map(one -> one.sample(plan.metric().kind())).toList()));
        }
    }

    ExperimentHistory history() {
        List<ExperimentSums.Assigned> units =
                assigned.stream().filter(one -> one.variant() >= 0).toList();
        List<ExperimentSums.Tally> metric = tallies.stream()
                .filter(one -> one.metric() == 0 && !quantile(plan.metric()))
                .toList();
        // a unit may have been assigned between the two passes
        int last = Stream.concat(
                        units.stream().map(one -> place(one.step())),
                        metric.stream().map(one -> place(one.key())))
                .max(Integer::compare)
                .orElse(-1);
        List<ExperimentHistory.Step> steps = new ArrayList<>();
        for (int s = 0; s <= last; s++) {
            steps.add(new ExperimentHistory.Step(
                    new ArrayList<>(Collections.nCopies(plan.variants().size(), 0L)), nothing()));
        }
        units.forEach(one -> {
            List<Long> there = steps.get(place(one.step())).assigned();
            there.set(one.variant(), there.get(one.variant()) + one.units());
        });
        metric.forEach(one -> {
            List<MetricSums> there = steps.get(place(one.key())).metric();
            there.set(one.variant(), there.get(one.variant()).plus(one.sums()));
        });
        return ExperimentHistory.of(plan, from, step, steps, look.due());
    }

    List<HistoryView.Stage> funnel() throws SQLException {
        Map<Integer, ExperimentSums.Funnel> found = new HashMap<>();
        sums.funnel(judged, plan.metric()).forEach(one -> found.put(one.variant(), one));
        return IntStream.range(0, plan.variants().size())
                .mapToObj(i -> {
                    ExperimentSums.Funnel one = found.getOrDefault(i, new ExperimentSums.Funnel(i, 0, 0, 0));
                    return new HistoryView.Stage(
                            plan.variants().get(i).name(), units(i), one.judged(), one.active(), one.converted());
                })
                .toList();
    }

    /** A node whose clock is late may have assigned units before the start, and one that heard of the end late behind it. */
    private static int place(long step) {
        return (int) Math.max(0, Math.min(step, ExperimentHistory.MOST_POINTS - 1));
    }

    private long units(int variant) {
        return assigned.stream()
                .filter(one -> one.variant() == variant)
                .mapToLong(ExperimentSums.Assigned::units)
                .sum();
    }

    private List<MetricSums> totals() {
        return totals(0);
    }

    private List<MetricSums> totals(int metric) {
        List<MetricSums> all = nothing();
        tallies.stream()
                .filter(one -> one.metric() == metric)
                .forEach(one -> all.set(one.variant(), all.get(one.variant()).plus(one.sums())));
        return all;
    }

    private List<Sample> samples(ExperimentMetric metric) throws SQLException {
        if (!quantile(metric)) {
            return totals(summed().indexOf(metric)).stream()
                    .map(one -> one.sample(metric.kind()))
                    .toList();
        }
        Map<Integer, Sample> found = sums.samples(experiment.id(), metric, plan.windowMillis(), look.upToMillis());
        return IntStream.range(0, plan.variants().size())
                .mapToObj(i -> found.getOrDefault(i, VariantFigures.NOTHING))
                .toList();
    }

    /** Metrics that are sums, the experiment's own first, each once. */
    private List<ExperimentMetric> summed() {
        List<ExperimentMetric> all = new ArrayList<>(List.of(plan.metric()));
        plan.guardrails().forEach(one -> all.add(one.metric()));
        return all.stream().filter(one -> !quantile(one)).distinct().toList();
    }

    private List<MetricSums> nothing() {
        return new ArrayList<>(Collections.nCopies(plan.variants().size(), MetricSums.NONE));
    }

    private static boolean quantile(ExperimentMetric metric) {
        return metric.kind() == MetricKind.QUANTILE;
    }
}
