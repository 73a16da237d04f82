package org.modelyard.experiment.service;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.CupedReading;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentReport;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentVerdict;
import org.modelyard.experiment.model.GuardrailReading;
import org.modelyard.experiment.model.SegmentReport;
import org.modelyard.experiment.model.VariantComparison;

/**
 * What an experiment says.
 *
 * @param verdict NO_DATA, UNTRUSTED, INCONCLUSIVE, GUARDRAIL_BROKEN, NO_BETTER, INFORMATION (of a bandit) or WINNER: the last
 *     alone is a reason to change anything
 * @param recommendation in words
 * @param confidence of a winner; null else, and null where the rule states no error rate
 * @param heldOut units that are kept out
 * @param units assigned to a variant
 * @param withinWindow those of them that may still do what is measured: they count for the check of the division and nothing else
 * @param sampleRatioP of the check that units are divided as planned; below 0.001 the verdict is UNTRUSTED; null while there are too
 *     few of a variant to expect
 * @param cuped what a value from before the assignment explains of a mean; null where none plays a part
 * @param segments the plan's, in its order: no verdicts
 * @param allocation of a bandit; null where shares are fixed
 * @param crossover units that met more than one variant; null where variants are content, of which nobody can have two
 */
public record ResultsView(
        String experiment,
        ExperimentState state,
        String verdict,
        @Nullable String winner,
        String recommendation,
        @Nullable Double confidence,
        String metric,
        AnalysisRule rule,
        long units,
        long heldOut,
        long withinWindow,
        @Nullable Double sampleRatioP,
        List<Variant> variants,
        List<VariantComparison> comparisons,
        List<GuardrailReading> guardrails,
        Instant asOf,
        @Nullable CupedReading cuped,
        List<SegmentReport> segments,
        @Nullable BanditView allocation,
        @Nullable CrossoverView crossover) {

    /** @param value of the metric, of the units that are judged, with its standard error; null where undefined */
    public record Variant(String name, long units, double share, double value, double standardError) {}

    static ResultsView of(
            ExperimentReading reading,
            ExperimentReport report,
            @Nullable CupedReading cuped,
            List<SegmentReport> segments,
            @Nullable BanditView allocation,
            @Nullable CrossoverView crossover)
            throws SQLException {
        Experiment experiment = reading.experiment();
        ExperimentPlan plan = reading.plan();
        Instant now = reading.at();
        ExperimentVerdict verdict = report.verdict();
        ExperimentVerdict.@Nullable Winner winner = verdict instanceof ExperimentVerdict.Winner found ? found : null;
        List<Variant> variants = report.variants().stream()
                .map(one -> new Variant(
                        one.variant(),
                        one.units(),
                        one.units() / (double) report.units(),
                        one.metric().mean(),
                        one.metric().standardError()))
                .toList();
        return new ResultsView(
                experiment.name(),
                experiment.state(now),
                verdict.code(),
                winner == null ? null : winner.variant(),
                verdict.words(),
                winner == null || plan.rule() == AnalysisRule.BAYESIAN ? null : winner.confidence(),
                plan.metric().words(),
                plan.rule(),
                report.units(),
                reading.heldOut(),
                reading.open(),
                report.sampleRatioP(),
                variants,
                report.comparisons(),
                report.guardrails(),
                now,
                cuped,
                segments,
                allocation,
                crossover);
    }
}
