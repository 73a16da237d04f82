package org.modelyard.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RefusedRequest;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.TrafficSplit;
import org.modelyard.serving.service.PredictionGate;
import org.modelyard.serving.service.Predictor;
import org.modelyard.serving.service.Route;

/** Rows that come when there is no room. */
class AnsweredRowsTest {

    private static final Caller CALLER = new Caller(50, "app", Role.REVIEWER, "test");
    private static final Route ROUTE =
            new Route("m", RoutingReason.DEPLOYMENT, 1, 1, "salt", TrafficSplit.whole(Route.MAIN, 1), Map.of());

    /** Full. */
    private static final class Shut extends PredictionGate {
        @Override
        public void enter(Deadline deadline) {
            throw new Refusal.Unavailable("full", Duration.ofSeconds(1));
        }
    }

    /** Remembers what was refused. */
    private static final class Noting extends Predictor {
        private final List<RefusedRequest> refused = new ArrayList<>();

        @Override
        public void refused(Caller caller, RefusedRequest request, long startNanos) {
            refused.add(request);
        }
    }

    @Test
    void rows_that_are_sent_away_are_said_one_by_one_and_logged_by_the_twenty() throws IOException {
        Noting predictor = new Noting();
        PredictionRow row = new PredictionRow(InputRow.empty(1), List.of(), null, null, null, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new AnsweredRows(
                        predictor,
                        new Shut(),
                        CALLER,
                        ROUTE,
                        Collections.nCopies(45, row).iterator(),
                        new LineAnswers(0),
                        (rows, outcomes) -> List.of(),
                        Deadline.NONE)
                .write(out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(45).allSatisfy(line -> assertThat(line)
                .contains("full"));
        assertThat(predictor.refused)
                .containsExactly(
                        new RefusedRequest("m", 503, "not now: rows 20"),
                        new RefusedRequest("m", 503, "not now: rows 20"),
                        new RefusedRequest("m", 503, "not now: rows 5"));
    }
}
