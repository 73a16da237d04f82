package org.modelyard.training.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.train.RowWeights;
import org.modelyard.ml.train.Targets;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * How much each row counts in the fit; the evaluation counts all the same. What is said together is multiplied.
 *
 * @param balanced every label weighs the same in sum, however rare it is
 * @param labels weight by label; a label that is not named weighs 1; null: none
 * @param quality rows weigh as much as their quality: the share of the features that they have
 * @param feature name of a NUMERIC feature that holds the weights, 0 or more; the model does not see it; null: none
 */
public record RowWeighting(
        boolean balanced, @Nullable Map<String, Double> labels, boolean quality, @Nullable String feature) {

    private static final double MOST = 1e6;
    private static final String BALANCED = "balanced";

    /**
     * @param document {@code classes}: the word "balanced" or weights by label; {@code quality}: true; {@code feature}: a name
     * @param problems gets what is wrong with it
     */
    static @Nullable RowWeighting parse(
            @Nullable Map<String, Object> document, Schema schema, List<FieldError> problems) {
        if (document == null) {
            return null;
        }
        List<FieldError> found = new ArrayList<>();
        Fields fields = Fields.of("weights", document, found);
        Object classes = fields.take("classes");
        boolean quality = fields.flag("quality", false);
        String feature = fields.text("feature");
        fields.end();
        if (classes != null && schema.task() != Task.CLASSIFICATION) {
            fields.refuse("classes", "Only labels have weights; the dataset is for " + schema.task() + ".");
        }
        Map<String, Double> labels = classes instanceof Map<?, ?> given ? labels(given, fields) : null;
        if (classes != null && labels == null && !BALANCED.equals(classes)) {
            fields.refuse("classes", "'classes' is the word 'balanced', or weights by label.");
        }
        if (feature != null && !numeric(feature, schema)) {
            fields.refuse("feature", "The dataset has no NUMERIC feature '" + Texts.brief(feature) + "'.");
        }
        if (classes == null && !quality && feature == null && found.isEmpty()) {
            found.add(new FieldError("weights", "Say 'classes', 'quality', 'feature', or leave 'weights' out."));
        }
        problems.addAll(found);
        return new RowWeighting(BALANCED.equals(classes), labels, quality, feature);
    }

    /** As a request says it. */
    Map<String, Object> document() {
        Map<String, Object> document = new TreeMap<>();
        if (balanced) {
            document.put("classes", BALANCED);
        } else if (labels != null) {
            document.put("classes", labels);
        }
        if (quality) {
            document.put("quality", true);
        }
        if (feature != null) {
            document.put("feature", feature);
        }
        return document;
    }

    private static Map<String, Double> labels(Map<?, ?> given, Fields fields) {
        Map<String, Double> labels = new TreeMap<>();
        given.forEach((label, weight) -> {
            if (weight instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= MOST) {
                labels.put(String.valueOf(label), number.doubleValue());
            } else {
                fields.refuse(
                        "classes",
                        "The weight of '" + Texts.brief(String.valueOf(label)) + "' is a number from 0 to 1000000.");
            }
        });
        if (given.isEmpty()) {
            fields.refuse("classes", "Give a label its weight, or the word 'balanced'.");
        }
        return labels;
    }

    /**
     * What the rows weigh by themselves: their quality times their given weight. Labels weigh where it is known which rows are
     * learnt from.
     *
     * @return empty where they all weigh the same
     * @throws Refusal.Invalid when a row's given weight is missing or below 0
     */
    double[] ofRows(Table table) {
        if (!quality && feature == null) {
            return new double[0];
        }
        double[] weights = new double[table.rows()];
        double[] given = feature == null
                ? null
                : ((Column.Numbers) table.columns().get(table.schema().indexOf(feature))).values();
        for (int row = 0; row < weights.length; row++) {
            weights[row] = (quality ? quality(table, row) : 1) * (given == null ? 1 : given(given[row]));
        }
        return weights;
    }

    /**
     * What the labels of the rows that are learnt from weigh.
     *
     * @throws Refusal.Invalid when a label that is named does not occur
     */
    RowWeights ofLabels(Targets targets) {
        return balanced
                ? RowWeights.balanced(targets)
                : labels == null ? RowWeights.NONE : RowWeights.ofLabels(targets, labels);
    }

    /**
     * For an output beside the target: what is said of the target's labels says nothing about its own, and only labels are
     * balanced.
     */
    RowWeighting ofOutput(Targets targets) {
        return new RowWeighting(balanced && targets instanceof Targets.Labels, null, quality, feature);
    }

    /** The table without the feature that holds the weights. */
    Table without(Table chosen) {
        return feature == null || chosen.schema().indexOf(feature) < 0
                ? chosen
                : new FeatureChoice(null, List.of(feature)).of(chosen);
    }

    private double given(double weight) {
        if (weight >= 0 && weight <= MOST) {
            return weight;
        }
        throw new Refusal.Invalid(
                "weights.feature",
                "'" + feature + "' holds the weights, so every row needs a number from 0 to 1000000 there; one has "
                        + (Double.isNaN(weight) ? "none" : weight) + ".");
    }

    private static double quality(Table table, int row) {
        int there = 0;
        for (Column column : table.columns()) {
            there += column.missing(row) ? 0 : 1;
        }
        return table.columns().isEmpty() ? 1 : (double) there / table.columns().size();
    }

    private static boolean numeric(String feature, Schema schema) {
        int index = schema.indexOf(feature);
        return index >= 0 && schema.features().get(index).type() == FeatureType.NUMERIC;
    }
}
