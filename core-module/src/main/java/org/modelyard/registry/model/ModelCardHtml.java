package org.modelyard.registry.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.evaluation.Comparison;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Leakage;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.ml.evaluation.Slice;
import org.modelyard.ml.evaluation.Slices;
import org.modelyard.ml.explain.FeatureImportance;
import org.modelyard.ml.explain.PermutationImportance;
import org.modelyard.stats.Interval;

/** A card as a page for people. */
final class ModelCardHtml {

    /** So many slices are shown, those of the greatest loss. */
    private static final int MOST_SLICES = 20;

    private final HtmlPage page;
    private final ModelCard card;

    private ModelCardHtml(ModelCard card) {
        this.card = card;
        this.page = new HtmlPage(card.model() + " " + card.version());
    }

    static String write(ModelCard card) {
        ModelCardHtml html = new ModelCardHtml(card);
        html.origin();
        ModelCard.Measured measured = card.measured();
        html.evaluation(measured.evaluation());
        html.gates();
        html.calibration(measured.calibration(), measured.threshold());
        html.slices(measured.slices());
        measured.fairness().forEach(one -> FairnessHtml.write(html.page, one));
        html.importance(measured.importance());
        html.comparison(measured.comparison());
        html.crossValidation(measured.crossValidation());
        html.leakage(measured.leakage());
        html.limits();
        return html.page.close();
    }

    private void origin() {
        if (!card.description().isBlank()) {
            page.sentence(card.description());
        }
        Lineage lineage = card.lineage();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Task", card.signature().task().name().toLowerCase(Locale.ROOT)));
        if (!card.signature().labels().isEmpty()) {
            rows.add(List.of("Labels", String.join(", ", card.signature().labels())));
        }
        if (lineage.run() == null) {
            rows.add(List.of("Dataset", String.valueOf(lineage.dataset())));
            rows.add(List.of("Snapshot", lineage.snapshot() + ", SHA-256 " + lineage.snapshotSha256()));
            rows.add(List.of(
                    "Rows",
                    lineage.rows() + ", of which a share of " + lineage.holdout() + " evaluates and was not learnt"));
        } else {
            rows.add(List.of("Rows", "not known here: it was trained elsewhere"));
        }
        lineage.trainer().forEach((name, value) -> rows.add(List.of("Trainer: " + name, String.valueOf(value))));
        if (lineage.seed() != null) {
            rows.add(List.of("Seed", String.valueOf(lineage.seed())));
        }
        rows.add(List.of("Made by", maker(lineage)));
        page.heading("Where it comes from").table("Origin", List.of("What", "Value"), rows);
        page.table(
                "Inputs",
                List.of("Name", "Type", "Must be given", "Sensitive"),
                card.signature().inputs().stream()
                        .map(input -> List.of(
                                input.name(), input.type().name(), yes(input.required()), yes(input.sensitive())))
                        .toList());
    }

    private static String maker(Lineage lineage) {
        if (lineage.change() != null) {
            return "a change of " + lineage.parent() + ", which learnt from what is told here: " + lineage.change();
        }
        if (lineage.run() != null) {
            return "run " + lineage.run() + ", elsewhere";
        }
        return lineage.trainedHere()
                ? "training job " + lineage.trainingJob() + ", Modelyard " + lineage.code()
                : "somebody elsewhere";
    }

    private void evaluation(@Nullable Evaluation evaluation) {
        if (evaluation != null) {
            page.heading("How good it is");
            metrics("Metrics on " + evaluation.rows() + " rows that it did not learn from", evaluation);
        }
        card.measured().outputs().forEach(one -> metrics(one.title(), one.evaluation()));
    }

    private void metrics(String caption, Evaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        evaluation.metrics().forEach((name, metric) -> rows.add(metric(name, metric)));
        page.table(caption, List.of("Metric", "#Value", "#95 % interval", "How, or why not"), rows);
        if (evaluation.business() != null) {
            page.sentence(evaluation.business().words());
        }
        BaselinesHtml.write(page, evaluation);
    }

    private static List<String> metric(String name, Metric metric) {
        String how = Objects.requireNonNullElse(metric.reason(), Objects.requireNonNullElse(metric.method(), ""));
        return List.of(name, figure(metric.value()), range(metric.interval()), how);
    }

    private void gates() {
        if (!card.measured().gates().isEmpty()) {
            page.table(
                    "Gates",
                    List.of("Gate", "Outcome", "Reason"),
                    card.measured().gates().stream()
                            .map(verdict -> List.of(
                                    verdict.metric(),
                                    verdict.outcome().name().toLowerCase(Locale.ROOT),
                                    verdict.reason()))
                            .toList());
        }
    }

    private void calibration(@Nullable CalibrationReport report, @Nullable DecisionThreshold threshold) {
        if (report != null || threshold != null) {
            page.heading("How probabilities become answers");
        }
        if (report != null) {
            page.sentence("Calibration by " + report.method().name().toLowerCase(Locale.ROOT) + " on " + report.rows()
                    + " rows that were kept from the trainer: log loss "
                    + figure(report.logLossBefore().value())
                    + " before, " + figure(report.logLossAfter().value()) + " after; calibration error "
                    + figure(report.eceBefore().value()) + " before, "
                    + figure(report.eceAfter().value())
                    + " after. " + (report.applied() ? "It is applied." : "It is not applied, since it did not help."));
        }
        if (threshold != null) {
            page.sentence("Rows are called '" + card.signature().labels().get(1) + "' from a probability of "
                    + figure(threshold.threshold()) + " on, chosen on " + threshold.rows() + " rows.");
        }
    }

    private void slices(@Nullable Slices slices) {
        if (slices != null) {
            List<List<String>> rows = slices.slices().stream()
                    .filter(one -> one.outcome() != Slice.Outcome.TOO_FEW)
                    .sorted(Comparator.comparingDouble(Slice::loss).reversed())
                    .limit(MOST_SLICES)
                    .map(one -> List.of(
                            one.feature() + " " + one.condition(),
                            String.valueOf(one.rows()),
                            figure(one.loss()),
                            range(one.interval()),
                            figure(one.rest()),
                            figure(one.adjusted()),
                            words(one.outcome())))
                    .toList();
            page.heading("Where it does worse")
                    .sentence(slices.worst()
                            .map(one -> "Worst of " + slices.slices().size() + " slices: " + one.feature() + " "
                                    + one.condition() + ".")
                            .orElse("No slice is shown to be worse than the rest, with at most a share of "
                                    + slices.alpha() + " of false alarms over all of them."))
                    .table(
                            "Slices by " + slices.loss(),
                            List.of("Slice", "#Rows", "#Loss", "#Interval", "#Elsewhere", "#Adjusted p", "Verdict"),
                            rows);
        }
    }

    private void importance(@Nullable PermutationImportance importance) {
        if (importance != null) {
            page.heading("What its inputs are worth")
                    .table(
                            "By how much " + importance.metric() + " gets worse without the input, on "
                                    + importance.rows() + " rows",
                            List.of("Input", "#Importance", "#95 % interval", "Note"),
                            importance.features().stream()
                                    .sorted(Comparator.comparingDouble(FeatureImportance::importance)
                                            .reversed())
                                    .map(one -> List.of(
                                            one.feature(),
                                            figure(one.importance()),
                                            range(one.interval()),
                                            one.reason() == null ? "" : one.reason()))
                                    .toList());
        }
    }

    private void comparison(ModelCard.@Nullable Compared compared) {
        if (compared != null) {
            Comparison comparison = compared.result();
            page.heading("Against " + compared.champion())
                    .sentence(words(comparison.recommendation()) + ": " + comparison.reason())
                    .table(
                            "On the same " + comparison.rows() + " rows of " + compared.dataset(),
                            List.of(
                                    "Metric",
                                    "#" + compared.champion(),
                                    "#This",
                                    "#Gain",
                                    "#Interval",
                                    "#p",
                                    "#p by Holm"),
                            comparison.metrics().stream()
                                    .map(one -> List.of(
                                            one.metric(),
                                            figure(one.champion().value()),
                                            figure(one.candidate().value()),
                                            figure(one.gain()),
                                            range(one.interval()),
                                            figure(one.p()),
                                            figure(one.holm())))
                                    .toList());
        }
    }

    private void crossValidation(@Nullable CrossValidations all) {
        if (all != null) {
            page.heading("How the figures depend on the split")
                    .table(
                            all.folds() + " folds, " + all.split(),
                            List.of("Metric", "#Mean", "#Deviation", "#95 % interval", "Verdict"),
                            all.metrics().stream()
                                    .map(one -> List.of(
                                            one.metric(),
                                            figure(one.mean()),
                                            figure(one.deviation()),
                                            range(one.interval()),
                                            words(one.stability()) + ". " + one.reason()))
                                    .toList());
        }
    }

    private void leakage(ModelCard.@Nullable Shared shared) {
        if (shared != null) {
            Leakage leakage = shared.found();
            Leakage.GroupOverlap groups = leakage.groups();
            page.heading("What the golden set '" + shared.golden() + "' and training have in common")
                    .sentence("Of its " + leakage.evaluationRows() + " rows "
                            + leakage.identical().rows() + " are in training, inputs and target alike; of "
                            + leakage.sameInputs().rows() + " the inputs are. "
                            + (groups == null
                                    ? "Groups were not looked at."
                                    : groups.groups() + " groups occur on both sides."));
        }
    }

    private void limits() {
        page.heading("Limits");
        if (!card.limits().isEmpty()) {
            page.list(card.limits());
        }
        page.heading("What was not measured");
        List<String> open = card.notMeasured();
        if (open.isEmpty()) {
            page.sentence("Everything that a card has room for was measured.");
        } else {
            page.list(open);
        }
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    static String figure(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4g", value);
    }

    static String range(@Nullable Interval interval) {
        return interval == null ? "–" : figure(interval.low()) + " to " + figure(interval.high());
    }
}
