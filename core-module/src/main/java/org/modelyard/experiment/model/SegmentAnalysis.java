package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.analysis.Effect;
import org.modelyard.experiment.analysis.Finding;
import org.modelyard.experiment.analysis.Heterogeneity;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Scale;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MultipleTesting;

/**
 * Effects by segment, corrected together over all attributes, values and variants. By the plan's rule; where that is BAYESIAN, which states
 * no error rate, by the confidence sequence.
 */
public final class SegmentAnalysis {

    private final ExperimentPlan plan;
    private final RuleLook look;
    private final int attributes;
    private final boolean due;
    private final List<Cell> cells = new ArrayList<>();

    private SegmentAnalysis(ExperimentPlan plan, int attributes, boolean due) {
        this.attributes = attributes;
        this.plan = plan;
        this.due = due;
        this.look =
                new RuleLook(plan, plan.rule() == AnalysisRule.BAYESIAN ? AnalysisRule.SEQUENTIAL : plan.rule(), due);
    }

    /** A variant in a segment. */
    private record Cell(String attribute, String value, int variant, Sample control, Sample measured) {}

    /**
     * @param segments by attribute, those of the plan in its order
     * @param due see {@link ExperimentLook}
     */
    public static List<SegmentReport> of(ExperimentPlan plan, Map<String, List<SegmentFigures>> segments, boolean due) {
        return new SegmentAnalysis(plan, segments.size(), due).reports(segments);
    }

    private List<SegmentReport> reports(Map<String, List<SegmentFigures>> segments) {
        segments.forEach((attribute, values) -> values.forEach(value -> {
            for (int i = 1; i < value.metric().size(); i++) {
                cells.add(new Cell(
                        attribute,
                        value.value(),
                        i,
                        value.metric().get(0),
                        value.metric().get(i)));
            }
        }));
        List<@Nullable Finding> findings = new ArrayList<>();
        cells.forEach(cell -> findings.add(look.finding(level(), cell.control, cell.measured)));
        // what cannot be said yet belongs to the family all the same
        double[] p = new double[family()];
        Arrays.fill(p, 1);
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            p[i] = finding == null ? 1 : finding.p();
        }
        double[] holm = MultipleTesting.holm(p);
        double[] discovery = MultipleTesting.benjaminiHochberg(p);
        Map<String, Optional<Heterogeneity>> spreads = spreads(segments);
        Map<String, Double> corrected = corrected(spreads);
        List<SegmentReport> reports = new ArrayList<>();
        for (String attribute : segments.keySet()) {
            List<SegmentReport.Effect> effects = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                if (cell.attribute.equals(attribute)) {
                    Finding finding = findings.get(i);
                    effects.add(effect(
                            cell,
                            finding,
                            finding == null ? null : holm[i],
                            finding == null ? null : discovery[i],
                            against(cell, spreads)));
                }
            }
            List<SegmentReport.Test> tests = tests(attribute, spreads, corrected);
            reports.add(new SegmentReport(attribute, effects, tests, words(attribute, tests)));
        }
        return reports;
    }

    private double level() {
        return plan.alpha() / family();
    }

    /**
     * How many may be told of: what is watched counts those too that have not been seen yet, since its family may not grow under the eyes of
     * whoever looks.
     */
    private int family() {
        int most =
                attributes * (SegmentFigures.MOST_VALUES + 2) * (plan.variants().size() - 1);
        int seen = Math.max(1, cells.size());
        return plan.rule() == AnalysisRule.FIXED_HORIZON ? seen : Math.max(seen, most);
    }

    private SegmentReport.Effect effect(
            Cell cell,
            @Nullable Finding finding,
            @Nullable Double holm,
            @Nullable Double discovery,
            @Nullable Double against) {
        Interval interval = finding == null ? null : finding.interval();
        return new SegmentReport.Effect(
                cell.value,
                plan.variants().get(cell.variant).name(),
                cell.control.n() + cell.measured.n(),
                finite(cell.control.mean()),
                finite(cell.measured.mean()),
                finite(cell.measured.mean() - cell.control.mean()),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                holm,
                discovery,
                against);
    }

    /** By attribute and variant; empty where fewer than two segments have enough units, or the look is not due. */
    private Map<String, Optional<Heterogeneity>> spreads(Map<String, List<SegmentFigures>> segments) {
        Map<String, Optional<Heterogeneity>> spreads = new LinkedHashMap<>();
        for (String attribute : segments.keySet()) {
            for (int i = 1; i < plan.variants().size(); i++) {
                int variant = i;
                List<Heterogeneity.Part> parts = new ArrayList<>();
                cells.stream()
                        .filter(cell -> cell.attribute.equals(attribute) && cell.variant == variant)
                        .filter(cell -> ExperimentAnalysis.enough(plan.metric(), cell.control, cell.measured))
                        .forEach(cell -> Effect.of(cell.control, cell.measured, Scale.ABSOLUTE)
                                .ifPresent(effect -> parts.add(new Heterogeneity.Part(cell.value, effect))));
                boolean told = parts.size() > 1 && (due || plan.rule() != AnalysisRule.FIXED_HORIZON);
                spreads.put(key(attribute, i), told ? Optional.of(Heterogeneity.of(parts)) : Optional.empty());
            }
        }
        return spreads;
    }

    private static Map<String, Double> corrected(Map<String, Optional<Heterogeneity>> spreads) {
        double[] holm = MultipleTesting.holm(spreads.values().stream()
                .mapToDouble(one -> one.map(Heterogeneity::p).orElse(1.0))
                .toArray());
        Map<String, Double> corrected = new LinkedHashMap<>();
        for (String key : spreads.keySet()) {
            corrected.put(key, holm[corrected.size()]);
        }
        return corrected;
    }

    private static String key(String attribute, int variant) {
        return variant + "/" + attribute;
    }

    private static @Nullable Double against(Cell cell, Map<String, Optional<Heterogeneity>> spreads) {
        return spreads.getOrDefault(key(cell.attribute, cell.variant), Optional.empty()).stream()
                .flatMap(one -> one.segments().stream())
                .filter(one -> one.name().equals(cell.value))
                .map(Heterogeneity.Segment::corrected)
                .findFirst()
                .orElse(null);
    }

    private List<SegmentReport.Test> tests(
            String attribute, Map<String, Optional<Heterogeneity>> spreads, Map<String, Double> corrected) {
        List<SegmentReport.Test> tests = new ArrayList<>();
        for (int i = 1; i < plan.variants().size(); i++) {
            Optional<Heterogeneity> spread = spreads.getOrDefault(key(attribute, i), Optional.empty());
            tests.add(new SegmentReport.Test(
                    plan.variants().get(i).name(),
                    spread.map(one -> one.segments().size()).orElse(0),
                    spread.map(Heterogeneity::q).orElse(null),
                    spread.isPresent() ? corrected.get(key(attribute, i)) : null,
                    spread.map(Heterogeneity::inconsistency).orElse(null)));
        }
        return tests;
    }

    private String words(String attribute, List<SegmentReport.Test> tests) {
        List<String> said = new ArrayList<>();
        for (SegmentReport.Test test : tests) {
            Double p = test.p();
            if (p == null) {
                said.add("Too few judged units to say whether the effect of '" + test.variant() + "' depends on '"
                        + attribute + "'.");
            } else if (p <= plan.alpha()) {
                said.add("The effect of '" + test.variant() + "' differs between the segments of '" + attribute
                        + "' by more than chance explains at one look (corrected p " + number(p) + ").");
            } else {
                said.add("Nothing shows that the effect of '" + test.variant() + "' depends on '" + attribute
                        + "', which is not to say that it is the same everywhere (corrected p " + number(p) + ").");
            }
        }
        return String.join(" ", said)
                + " A segment is no verdict: many were looked at, and each is smaller than the whole. Take what stands out as"
                + " a question for an experiment of its own.";
    }

    private static String number(double p) {
        return String.format(Locale.ROOT, "%.2g", p);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
