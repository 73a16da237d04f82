package org.modelyard.ml.onnx;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Unanswerable;

/** Reads what a file has answered. */
final class OnnxReplies {

    /** What probabilities may sum up to beside 1: many files reckon in floats. */
    private static final double SLACK = 1e-3;

    private final OnnxContract.Answers outputs;
    private final List<String> labels;
    private final Map<String, Integer> places = new HashMap<>();

    OnnxReplies(OnnxContract contract) {
        this.outputs = contract.answers();
        this.labels = contract.signature().labels();
        for (int i = 0; i < labels.size(); i++) {
            places.put(labels.get(i), i);
        }
    }

    /** @throws Unanswerable when what it answers are no answers to so many rows */
    List<Scores> read(Map<String, Object> replied, int rows) {
        Object answer = replied.get(outputs.answer());
        Object label = outputs.label().isEmpty() ? null : replied.get(outputs.label());
        require(length(answer) == rows, "It has answered " + length(answer) + " rows of " + rows + ".");
        require(
                label == null || length(label) == rows,
                "It has answered other rows with labels than with probabilities.");
        List<Scores> scores = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            if (labels.isEmpty()) {
                double[] values = numbers(element(answer, row));
                require(values.length == 1, "It has answered a row with " + values.length + " numbers.");
                scores.add(new Scores.Valued(values[0]));
            } else {
                scores.add(labelled(element(answer, row), label == null ? null : element(label, row)));
            }
        }
        return scores;
    }

    private Scores labelled(@Nullable Object answer, @Nullable Object label) {
        double[] probabilities = answer instanceof Map<?, ?> map ? ofMap(map) : ofTensor(numbers(answer));
        double sum = 0;
        int best = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += probabilities[i];
            require(
                    probabilities[i] >= -SLACK && probabilities[i] <= 1 + SLACK,
                    "It has answered " + probabilities[i] + " for '" + labels.get(i)
                            + "', which is no probability: put the softmax into the file.");
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        require(Math.abs(sum - 1) <= SLACK, "Its probabilities sum up to " + sum + ": put the softmax into the file.");
        if (label != null) {
            Integer place = places.get(text(label));
            if (place == null) {
                throw new Unanswerable("It has answered the label '" + text(label) + "', which is none of its own.");
            }
            best = place;
        }
        return new Scores.Labelled(labels, probabilities, best);
    }

    private double[] ofTensor(double[] values) {
        if (values.length == 1 && labels.size() == 2) {
            return new double[] {1 - values[0], values[0]};
        }
        require(
                values.length == labels.size(),
                "It has answered " + values.length + " probabilities for " + labels.size() + " labels.");
        return values;
    }

    private double[] ofMap(Map<?, ?> map) {
        require(
                map.size() == labels.size(),
                "It has answered " + map.size() + " probabilities for " + labels.size() + " labels.");
        double[] probabilities = new double[labels.size()];
        map.forEach((label, probability) -> {
            Integer place = places.get(String.valueOf(label));
            if (place == null || !(probability instanceof Number number)) {
                throw new Unanswerable("It has answered the label '" + label + "', which is none of its own.");
            }
            probabilities[place] = number.doubleValue();
        });
        return probabilities;
    }

    private static String text(Object label) {
        return label.getClass().isArray() && Array.getLength(label) == 1
                ? String.valueOf(Array.get(label, 0))
                : String.valueOf(label);
    }

    private static int length(@Nullable Object answer) {
        return answer instanceof List<?> list
                ? list.size()
                : answer != null && answer.getClass().isArray() ? Array.getLength(answer) : -1;
    }

    private static @Nullable Object element(@Nullable Object answer, int row) {
        return answer instanceof List<?> list ? list.get(row) : Array.get(answer, row);
    }

    private static double[] numbers(@Nullable Object row) {
        if (row instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        if (row instanceof double[] doubles) {
            return doubles;
        }
        int length = length(row);
        double[] numbers = new double[Math.max(0, length)];
        for (int i = 0; i < length; i++) {
            require(Array.get(row, i) instanceof Number, "It has answered a row with something that is no number.");
            numbers[i] = ((Number) Array.get(row, i)).doubleValue();
        }
        return numbers;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Unanswerable(otherwise);
        }
    }
}
