package org.modelyard.serving.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.TooLate;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.TrafficSplit;

/**
 * The variant of each row, and answers of models that are better asked about many rows at once than one by one. Where such a call fails, its rows
 * are asked about for themselves, so that one of them does not take the others along.
 */
final class AskedAhead {

    private final Asked[] rows;
    private final Map<Long, List<Integer>> together = new TreeMap<>();

    private AskedAhead(int rows) {
        this.rows = new Asked[rows];
    }

    /**
     * What is known of a row.
     *
     * @param route where it goes
     * @param scores null: not asked yet
     * @param late whether the model had its time and no answer
     */
    record Asked(Route route, TrafficSplit.Variant variant, @Nullable Scores scores, boolean late) {}

    /**
     * Nobody is asked yet.
     *
     * @param nowMillis since 1970, for experiments that end
     */
    static AskedAhead of(Route asked, List<PredictionRow> rows, long nowMillis) {
        AskedAhead ahead = new AskedAhead(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Route route = asked.settled(rows.get(i), nowMillis);
            TrafficSplit.Variant variant = route.variant(rows.get(i).unit());
            ahead.rows[i] = new Asked(route, variant, null, false);
            Servable servable = route.servable(variant);
            if (rows.size() > 1 && rows.get(i).fits() && together(servable.scorer())) {
                ahead.together
                        .computeIfAbsent(servable.versionId(), id -> new ArrayList<>())
                        .add(i);
            }
        }
        return ahead;
    }

    private static boolean together(Scorer scorer) {
        return scorer.batch() > 1 && !scorer.metered();
    }

    /** Asks those that are better asked together; the same rows. */
    void ask(List<PredictionRow> asked, Deadline deadline) {
        together.values().forEach(places -> ask(asked, places, deadline));
    }

    int size() {
        return rows.length;
    }

    private void ask(List<PredictionRow> asked, List<Integer> places, Deadline deadline) {
        InputRow[] inputs =
                places.stream().map(place -> asked.get(place).inputs()).toArray(InputRow[]::new);
        Asked first = rows[places.get(0)];
        Servable servable = first.route().servable(first.variant());
        @Nullable Scores[] scores = new Scores[inputs.length];
        boolean late = false;
        try {
            scores = servable.scorer().scoreAll(inputs, deadline);
        } catch (TooLate e) {
            late = true; // each row by itself would take the time once more
        } catch (RuntimeException e) {
            return;
        }
        for (int i = 0; i < inputs.length; i++) {
            Scores one = scores[i];
            Asked before = rows[places.get(i)];
            rows[places.get(i)] =
                    new Asked(before.route(), before.variant(), one != null && one.finite() ? one : null, late);
        }
    }

    Asked at(int row) {
        return rows[row];
    }
}
