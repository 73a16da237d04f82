package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RoutingReason;

/** Which rows are asked about together. */
class AskedAheadTest {

    private static final List<PredictionRow> ROWS = IntStream.range(0, 3)
            .mapToObj(i -> new PredictionRow(InputRow.empty(1), List.of(), "u" + i, null, null, null))
            .toList();

    @Test
    void a_model_that_takes_many_rows_is_asked_about_them_at_once() {
        AskedAhead ahead = asked(new Batches(false), ROWS);
        assertThat(IntStream.range(0, 3).mapToObj(i -> ahead.at(i).scores()))
                .containsExactly(new Scores.Valued(0), new Scores.Valued(1), new Scores.Valued(2));
    }

    /** What one answer about three rows took is no row's. */
    @Test
    void one_that_tells_its_tokens_is_asked_about_each_row_by_itself() {
        AskedAhead ahead = asked(new Batches(true), ROWS);
        assertThat(IntStream.range(0, 3).mapToObj(i -> ahead.at(i).scores())).containsOnlyNulls();
        assertThat(ahead.at(0).late()).isFalse();
    }

    @Test
    void a_single_row_is_never_asked_ahead() {
        assertThat(Stream.of(asked(new Batches(false), ROWS.subList(0, 1)).at(0).scores()))
                .containsOnlyNulls();
    }

    private static AskedAhead asked(Scorer scorer, List<PredictionRow> rows) {
        Servable servable = new Servable(7, 3, "income", "1.0.0", scorer, ServingFloor.SIGNATURE, null, null);
        Route route = Route.whole("income", RoutingReason.DEPLOYMENT, 10, 7, "salt", servable);
        AskedAhead ahead = AskedAhead.of(route, rows, 0);
        ahead.ask(rows, Deadline.NONE);
        return ahead;
    }

    /** Answers with the row's place among those that are asked about together. */
    private record Batches(boolean metered) implements Scorer {

        @Override
        public Signature signature() {
            return ServingFloor.SIGNATURE;
        }

        @Override
        public int batch() {
            return 64;
        }

        @Override
        public Scores score(InputRow row) {
            throw new AssertionError("nobody asks about one row here");
        }

        @Override
        public Scores[] scoreAll(InputRow[] rows) {
            return IntStream.range(0, rows.length).mapToObj(Scores.Valued::new).toArray(Scores[]::new);
        }
    }
}
