package org.modelyard.ml.evaluation;

import java.util.Comparator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;
import org.modelyard.stats.Proportions;

/** Metrics of the labels that were given, whatever their probabilities. */
final class ConfusionMetrics {

    private static final String WILSON = "Wilson";

    private ConfusionMetrics() {}

    /** What is averaged over labels. */
    enum Average {
        PRECISION("precision", ClassMetrics::precision),
        RECALL("recall", ClassMetrics::recall),
        F1("f1", ClassMetrics::f1);

        private final String label;
        private final ToDoubleFunction<ClassMetrics> value;

        Average(String label, ToDoubleFunction<ClassMetrics> value) {
            this.label = label;
            this.value = value;
        }

        String label() {
            return label;
        }
    }

    static Metric accuracy(Answers answers) {
        return share(answers.confusion().correct(), answers.rows(), answers.rows(), Answers.NO_ROWS);
    }

    static Metric balancedAccuracy(Answers answers) {
        return Metric.orElse(mean(answers, Average.RECALL, one -> one.support() > 0), answers.rows(), Answers.NO_ROWS)
                .with(meanRecall(answers.confusion()), "Wilson by label, combined by MOVER");
    }

    static Metric matthews(Answers answers) {
        return Metric.orElse(
                answers.confusion().matthews(), answers.rows(), "All rows have one label, or all were given one.");
    }

    static Metric kappa(Answers answers) {
        return kappa(answers.confusion().kappa(), answers);
    }

    static Metric quadraticKappa(Answers answers) {
        return kappa(answers.confusion().quadraticKappa(), answers);
    }

    private static Metric kappa(Kappa kappa, Answers answers) {
        String reason = answers.rows() == 0 ? Answers.NO_ROWS : "All rows have one label, and all were given it.";
        return Metric.orElse(kappa.value(), answers.rows(), reason)
                .with(kappa.interval(Answers.CONFIDENCE), "Fleiss, Cohen and Everitt");
    }

    /** Of the positive label of two, else {@link #macro}. */
    static Metric plain(Answers answers, Average of) {
        if (!answers.binary()) {
            return macro(answers, of);
        }
        ClassMetrics one = answers.classes().get(1);
        long hits = answers.confusion().counts()[1][1];
        String reason = reason(answers, of);
        return switch (of) {
            case PRECISION -> share(hits, one.predicted(), answers.rows(), reason);
            case RECALL -> share(hits, one.support(), answers.rows(), reason);
            case F1 ->
                Metric.orElse(one.f1(), answers.rows(), reason)
                        .with(
                                harmonic(hits, one.support() + one.predicted() - hits),
                                "Wilson, of the hits among all that have or were given the label");
        };
    }

    /**
     * Macro averages go over the labels that occur (F1: or were predicted). Where one of them has no value, neither has
     * the average: leaving it out would praise a model that never gives the label.
     */
    static Metric macro(Answers answers, Average of) {
        Predicate<ClassMetrics> counted = one -> one.support() > 0 || (of == Average.F1 && one.predicted() > 0);
        Metric metric = Metric.orElse(mean(answers, of, counted), answers.rows(), reason(answers, of));
        return of == Average.RECALL
                ? metric.with(meanRecall(answers.confusion()), "Wilson by label, combined by MOVER")
                : metric;
    }

    static Metric weighted(Answers answers, Average of) {
        double sum = 0;
        for (ClassMetrics one : answers.classes()) {
            sum += one.support() > 0 ? one.support() * of.value.applyAsDouble(one) : 0;
        }
        return Metric.orElse(sum / answers.rows(), answers.rows(), reason(answers, of));
    }

    /** F-beta of the positive label of two, else macro over the labels that occur or were predicted. */
    static Metric fBeta(Answers answers, double beta) {
        ConfusionMatrix confusion = answers.confusion();
        if (answers.binary()) {
            return Metric.orElse(confusion.fBeta(1, beta), answers.rows(), reason(answers, Average.F1))
                    .with(FBeta.interval(confusion, 1, beta, Answers.CONFIDENCE), "delta method");
        }
        double mean = IntStream.range(0, answers.labels())
                .mapToDouble(label -> confusion.fBeta(label, beta))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
        return Metric.orElse(mean, answers.rows(), Answers.NO_ROWS);
    }

    /** Of the rows without the positive label of two the share that was not given it; else macro. */
    static Metric specificity(Answers answers) {
        ConfusionMatrix confusion = answers.confusion();
        long rows = answers.rows();
        String reason = rows == 0 ? Answers.NO_ROWS : "All rows have the same label.";
        if (answers.binary()) {
            return share(confusion.counts()[0][0], confusion.support(0), rows, reason);
        }
        double mean = IntStream.range(0, answers.labels())
                .filter(label -> confusion.support(label) > 0)
                .mapToDouble(label -> {
                    long others = rows - confusion.support(label);
                    long falseAlarms = confusion.predicted(label) - confusion.counts()[label][label];
                    return (double) (others - falseAlarms) / others;
                })
                .average()
                .orElse(Double.NaN);
        return Metric.orElse(mean, rows, reason);
    }

    private static Metric share(long hits, long of, long rows, String reason) {
        return of == 0
                ? Metric.undefined(rows, reason)
                : Metric.of((double) hits / of, rows, Proportions.wilson(hits, of, Answers.CONFIDENCE), WILSON);
    }

    /** F1 is 2p/(1+p) of p = hits / union, and grows with it, so the interval of p becomes one of F1. */
    private static @Nullable Interval harmonic(long hits, long union) {
        if (union == 0) {
            return null;
        }
        Interval share = Proportions.wilson(hits, union, Answers.CONFIDENCE);
        return new Interval(
                2 * share.low() / (1 + share.low()), 2 * share.high() / (1 + share.high()), Answers.CONFIDENCE);
    }

    /** Independent shares with a Wilson interval each, put together by the distances to their ends (Zou, Donner 2008). */
    private static @Nullable Interval meanRecall(ConfusionMatrix confusion) {
        double mean = 0;
        double below = 0;
        double above = 0;
        int occurring = 0;
        for (int label = 0; label < confusion.labels().size(); label++) {
            long support = confusion.support(label);
            if (support > 0) {
                long hits = confusion.counts()[label][label];
                double recall = (double) hits / support;
                Interval interval = Proportions.wilson(hits, support, Answers.CONFIDENCE);
                mean += recall;
                below += (recall - interval.low()) * (recall - interval.low());
                above += (interval.high() - recall) * (interval.high() - recall);
                occurring++;
            }
        }
        if (occurring == 0) {
            return null;
        }
        return new Interval(
                Math.max(0, (mean - Math.sqrt(below)) / occurring),
                Math.min(1, (mean + Math.sqrt(above)) / occurring),
                Answers.CONFIDENCE);
    }

    private static double mean(Answers answers, Average of, Predicate<ClassMetrics> counted) {
        return answers.classes().stream()
                .filter(counted)
                .mapToDouble(of.value)
                .average()
                .orElse(Double.NaN);
    }

    private static String reason(Answers answers, Average of) {
        if (answers.rows() == 0) {
            return Answers.NO_ROWS;
        }
        return answers.classes().stream()
                .filter(one -> Double.isNaN(of.value.applyAsDouble(one)))
                .max(Comparator.comparingLong(ClassMetrics::support))
                .map(one -> one.predicted() == 0
                        ? "The label '" + one.label() + "' was never predicted."
                        : "No row has the label '" + one.label() + "'.")
                .orElse(Answers.NO_ROWS);
    }
}
