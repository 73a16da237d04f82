package org.modelyard.serving.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
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
     * @param scores null: not asked yet
     * @param late whether the model had its time and no answer
     */
    record Asked(TrafficSplit.Variant variant, @Nullable Scores scores, boolean late) {}

    /** Nobody is asked yet. */
    static AskedAhead of(Route route, List<PredictionRow> rows) {
        AskedAhead ahead = new AskedAhead(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            TrafficSplit.Variant variant = route.variant(rows.get(i).unit());
            ahead.rows[i] = new Asked(variant, null, false);
            Servable servable = route.servable(variant);
            if (rows.size() > 1 && rows.get(i).fits() && servable.scorer().batch() > 1) {
                ahead.together
                        .computeIfAbsent(servable.versionId(), id -> new ArrayList<>())
                        .add(i);
            }
        }
        return ahead;
    }

    /** Asks those that are better asked together; the same route and rows. */
    void ask(Route route, List<PredictionRow> asked, Deadline deadline) {
        together.values().forEach(places -> ask(route, asked, places, deadline));
    }

    int size() {
        return rows.length;
    }

    private void ask(Route route, List<PredictionRow> asked, List<Integer> places, Deadline deadline) {
        InputRow[] inputs =
                places.stream().map(place -> asked.get(place).inputs()).toArray(InputRow[]::new);
        Servable servable = route.servable(rows[places.get(0)].variant());
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
            TrafficSplit.Variant variant = rows[places.get(i)].variant();
            rows[places.get(i)] = new Asked(variant, one != null && one.finite() ? one : null, late);
        }
    }

    Asked at(int row) {
        return rows[row];
    }
}
