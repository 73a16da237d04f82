package org.modelyard.ml.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.pulse.Pulse;

/**
 * Each label by a map of its own (Zadrozny and Elkan 2002).
 *
 * @param maps of two labels one, of the positive label; else one a label, whose answers are scaled to sum to 1
 */
public record OneVersusRest(List<Calibration> maps) implements LabelCalibration {

    static final int KIND = 1;

    public OneVersusRest {
        maps = List.copyOf(maps);
        if (maps.isEmpty() || maps.size() == 2) {
            throw new IllegalArgumentException(maps.size() + " maps: two labels have one, more labels one each");
        }
    }

    static OneVersusRest fit(ClassificationScores scores, Method method) {
        int k = scores.labels().size();
        List<Calibration> maps = new ArrayList<>();
        for (int label = k == 2 ? 1 : 0; label < k; label++) {
            Pulse.beat();
            double[] probabilities = new double[scores.rows()];
            boolean[] happened = new boolean[scores.rows()];
            for (int row = 0; row < happened.length; row++) {
                probabilities[row] = scores.probability(row, label);
                happened[row] = scores.actual()[row] == label;
            }
            maps.add(
                    method == Method.PLATT
                            ? PlattScaling.fit(probabilities, happened)
                            : IsotonicCalibration.fit(probabilities, happened));
        }
        return new OneVersusRest(maps);
    }

    @Override
    public void requireLabels(int labels) {
        int own = maps.size() == 1 ? 2 : maps.size();
        if (labels != own) {
            throw new IllegalArgumentException("a calibration of " + own + " labels for " + labels);
        }
    }

    /** The old probabilities where every map says 0. */
    @Override
    public double[] calibrate(double[] probabilities) {
        requireLabels(probabilities.length);
        if (maps.size() == 1) {
            double positive = maps.get(0).calibrate(probabilities[1]);
            return new double[] {1 - positive, positive};
        }
        double[] calibrated = new double[probabilities.length];
        Arrays.setAll(calibrated, label -> maps.get(label).calibrate(probabilities[label]));
        double sum = Arrays.stream(calibrated).sum();
        if (sum == 0) {
            return probabilities.clone();
        }
        Arrays.setAll(calibrated, label -> calibrated[label] / sum);
        return calibrated;
    }

    @Override
    public void write(BinaryWriter out) {
        out.put(KIND).put(maps.size());
        maps.forEach(map -> map.write(out));
    }

    static OneVersusRest read(BinaryReader in) {
        int count = in.getInt(1, Integer.MAX_VALUE);
        List<Calibration> maps = new ArrayList<>();
        // a lying count runs out of bytes
        for (int i = 0; i < count; i++) {
            maps.add(Calibration.read(in));
        }
        return new OneVersusRest(maps);
    }
}
