package org.modelyard.training.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.calibration.LabelCalibration;
import org.modelyard.training.model.TrainingRequest;

/** What a training form says of how probabilities become answers, and of what the version must reach. */
public class DecisionFields {

    /** More are for a description in YAML. */
    private static final int GATES = 4;

    private @Nullable String calibration;
    private @Nullable String objective;
    private @Nullable Double beta;
    private @Nullable Double falseAlarm;
    private @Nullable Double miss;
    private @Nullable Double recall;
    private @Nullable Double share;
    private boolean ungated;
    private final List<GateLine> gates =
            Stream.generate(GateLine::new).limit(GATES).toList();

    @Nullable
    Map<String, Object> decision() {
        Map<String, Object> decision = new LinkedHashMap<>();
        put(decision, "calibration", calibration);
        if (objective != null) {
            Map<String, Object> threshold = new LinkedHashMap<>();
            threshold.put("type", objective);
            switch (objective) {
                case "F_BETA" -> threshold.put("beta", beta == null ? 1 : beta);
                case "PRECISION_AT_RECALL" -> put(threshold, "recall", recall);
                default -> {
                    put(threshold, "falseAlarm", falseAlarm);
                    put(threshold, "miss", miss);
                }
            }
            decision.put("threshold", threshold);
        }
        if (!decision.isEmpty()) {
            put(decision, "share", share);
        }
        return decision.isEmpty() ? null : decision;
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    /** Null: the usual ones, or the recipe's. */
    @Nullable
    Map<String, TrainingRequest.Bounds> gates() {
        if (ungated) {
            return Map.of();
        }
        Map<String, TrainingRequest.Bounds> asked = new LinkedHashMap<>();
        for (GateLine line : gates) {
            String metric = line.getMetric();
            if (metric != null) {
                asked.put(metric, new TrainingRequest.Bounds(line.getMin(), line.getMax()));
            }
        }
        return asked.isEmpty() ? null : asked;
    }

    public LabelCalibration.Method[] getCalibrations() {
        return LabelCalibration.Method.values();
    }

    /** By what is sent: what is shown. */
    public Map<String, String> getObjectives() {
        Map<String, String> objectives = new LinkedHashMap<>();
        objectives.put("F_BETA", "greatest F-beta");
        objectives.put("COST", "least cost");
        objectives.put("PRECISION_AT_RECALL", "greatest precision at a recall");
        return objectives;
    }

    public List<GateLine> getGates() {
        return new ArrayList<>(gates);
    }

    private static @Nullable String typed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    public boolean isUngated() {
        return ungated;
    }

    public void setUngated(boolean ungated) {
        this.ungated = ungated;
    }

    public @Nullable String getCalibration() {
        return calibration;
    }

    public void setCalibration(@Nullable String calibration) {
        this.calibration = typed(calibration);
    }

    public @Nullable String getObjective() {
        return objective;
    }

    public void setObjective(@Nullable String objective) {
        this.objective = typed(objective);
    }

    public @Nullable Double getBeta() {
        return beta;
    }

    public void setBeta(@Nullable Double beta) {
        this.beta = beta;
    }

    public @Nullable Double getFalseAlarm() {
        return falseAlarm;
    }

    public void setFalseAlarm(@Nullable Double falseAlarm) {
        this.falseAlarm = falseAlarm;
    }

    public @Nullable Double getMiss() {
        return miss;
    }

    public void setMiss(@Nullable Double miss) {
        this.miss = miss;
    }

    public @Nullable Double getRecall() {
        return recall;
    }

    public void setRecall(@Nullable Double recall) {
        this.recall = recall;
    }

    public @Nullable Double getShare() {
        return share;
    }

    public void setShare(@Nullable Double share) {
        this.share = share;
    }
}
