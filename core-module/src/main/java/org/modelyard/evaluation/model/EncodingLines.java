package org.modelyard.evaluation.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.ml.feature.ColumnStep;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.platform.model.Texts;

/** How a version sees its inputs, a line for each, so that versions can be held against each other. */
public final class EncodingLines {

    private EncodingLines() {}

    /** By name of the input; products of two under both names. */
    public static Map<String, String> of(FeatureEncoder encoder) {
        List<ColumnStep> steps = encoder.steps();
        Map<String, String> lines = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            ColumnStep step = steps.get(i);
            lines.put(
                    step instanceof ColumnStep.OfProduct product
                            ? name(encoder, product.left()) + " × " + name(encoder, product.right())
                            : name(encoder, i) + ", "
                                    + encoder.features().get(i).type(),
                    words(step));
        }
        return lines;
    }

    private static String name(FeatureEncoder encoder, int feature) {
        return Texts.brief(encoder.features().get(feature).name());
    }

    private static String words(ColumnStep step) {
        if (step instanceof ColumnStep.OfNumber number) {
            return (number.log() ? "logarithm, " : "")
                    + "(value − " + (float) number.mean() + ") × " + (float) number.scale()
                    + (Double.isFinite(number.limit()) ? ", within ±" + (float) number.limit() : "")
                    + (number.edges().isEmpty() ? "" : ", " + (number.edges().size() + 1) + " bins")
                    + (number.missingIndicator() ? ", missing has a place" : "");
        }
        if (step instanceof ColumnStep.OfCategory category) {
            return category.known().size() + " known values, and a place each for others and missing";
        }
        if (step instanceof ColumnStep.OfHashedCategory hashed) {
            return (1 << hashed.bits()) + " hashed places, and one for missing";
        }
        if (step instanceof ColumnStep.OfText text) {
            return text.width() + " places of terms" + (text.surface() ? " and of what it looks like" : "");
        }
        if (step instanceof ColumnStep.OfTime time) {
            ColumnStep.Calendar calendar = time.calendar();
            return (time.season() ? "hour, weekday and month" : "hour and weekday")
                    + ", day as a number"
                    + (calendar == null
                            ? ", by UTC"
                            : ", calendar of " + calendar.zone() + ", " + time.width() + " places");
        }
        return step.width() + " places";
    }
}
